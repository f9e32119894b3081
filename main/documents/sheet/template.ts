import { templateBase } from '../pack/template-base.ts';

/**
 * How a runbook is set in Typst: a box to tick, what is to be done, and room to write in beside each step. Constant, as
 * the pack's is; what it says arrives as data and is only ever placed as text.
 */
export const sheetTemplate = `${templateBase}${String.raw`
#set page(
  margin: (left: 16mm, right: 14mm, top: 24mm, bottom: 17mm),
  header: running(..m.running),
  footer: foot([#m.foot, #code(7.4pt, m.hash)]),
)
// A word without an end, such as an address, breaks anywhere rather than leaving the page.
#show regex("\\S{36,}"): it => it.text.clusters().chunks(6).map(part => part.join()).join("\u{200b}")

#let label(body) = sized(7.4pt, 10pt, weight: 500, fill: grey, body)
#let line-of(kind) = (paint: ink, thickness: if kind == "open" { 0.9pt } else { 1.1pt }, cap: "round", join: "round")
#let box-of(kind) = box(width: 5.4mm, height: 5.4mm, stroke: 1pt + ink, {
  let pen = (paint: ink, thickness: 1.3pt, cap: "round", join: "round")
  if kind == "done" or kind == "workaround" {
    place(top + left, curve(stroke: pen, curve.move((1.1mm, 2.9mm)), curve.line((2.2mm, 4.1mm)), curve.line((4.3mm, 1.2mm))))
  } else if kind == "failed" {
    place(top + left, curve(stroke: pen, curve.move((1.2mm, 1.2mm)), curve.line((4.2mm, 4.2mm)), curve.move((4.2mm, 1.2mm)), curve.line((1.2mm, 4.2mm))))
  } else if kind == "skipped" {
    place(top + left, curve(stroke: pen, curve.move((1.2mm, 2.7mm)), curve.line((4.2mm, 2.7mm))))
  } else if kind == "undone" {
    place(top + left, curve(stroke: pen, curve.move((4.2mm, 1.2mm)), curve.line((1.2mm, 2.7mm)), curve.line((4.2mm, 4.2mm))))
  } else if kind == "running" {
    place(top + left, polygon(fill: ink, (1.5mm, 1.1mm), (4.3mm, 2.7mm), (1.5mm, 4.3mm)))
  }
})
// Room to write in: the words of the record where there is one.
#let field(name, value, width) = box(width: width, height: 8.4mm, stroke: 0.5pt + grey, inset: (x: 1mm, top: 0.7mm, bottom: 0.8mm), {
  place(top + left, sized(6pt, 7pt, fill: grey, name))
  place(bottom + left, sized(8pt, 9pt, weight: 500, number-width: "tabular", value))
})
#let head(one) = grid(
  columns: (8.4mm, 9mm, 1fr, 51mm), align: (left + top, left + top, left + top, right + top),
  box-of(one.tick),
  pad(top: 0.7mm, sized(10.5pt, 13pt, weight: 600, number-width: "tabular", one.number)),
  pad(right: 4mm, top: 0.7mm, {
    directed(one.rtl, sized(10.5pt, 13pt, weight: 600, one.title))
    above(1.6mm, sized(8.4pt, 11pt, [#one.owner#for part in one.plan [ · #part]]))
    if one.outcome != "" { above(1.6mm, sized(8.4pt, 11pt, weight: 600, one.outcome)) }
  }),
  { field("Start", one.start, 17mm); field("End", one.end, 17mm); field("Initials", "", 17mm) },
)
#let body(one) = pad(left: 17.4mm, right: 4mm, top: if one.instructions.len() > 0 or one.notes.len() == 0 { 0mm } else { 1.6mm }, {
  if one.instructions.len() > 0 { v(2mm); blocks(one.instructions) }
  for note in one.notes { block(above: 1.6mm, below: 0mm, sized(8.4pt, 11.4pt, [#text(weight: 600, note.label): #note.value])) }
})
#let step(one) = block(width: 100%, breakable: one.long, above: 0mm, below: 0mm, stroke: (top: 0.5pt + hair), inset: (top: 2.4mm, bottom: 2.8mm), {
  block(breakable: false, sticky: true, above: 0mm, below: 0mm, width: 100%, head(one))
  body(one)
})

#block(above: 0mm, below: 3mm, heading(level: 1, text(font: serif, size: 27pt, tracking: -0.012em, number-type: "old-style", m.headline)))
#if m.lead != "" { block(below: 5mm, sized(10.5pt, 14pt, m.lead)) }
#block(below: 5mm, grid(columns: (30mm, 1fr), row-gutter: 2mm,
  ..m.facts.map(fact => (label(fact.label), sized(9pt, 12pt, number-width: "tabular", fact.value))).flatten()))
#if m.blanks.len() > 0 {
  block(below: 5mm, grid(columns: (1fr, 1fr), column-gutter: 6mm, row-gutter: 4mm,
    ..m.blanks.map(name => block(width: 100%, height: 7mm, stroke: (bottom: 0.5pt + ink), label(name)))))
}
#if m.people.len() > 0 {
  table(
    columns: (1fr, 48mm, 1fr),
    stroke: (x, y) => (bottom: if y == 0 { thin } else { 0.35pt + hair }),
    inset: (x, y) => (left: 0pt, right: 3mm, y: 1.3mm),
    table.header(label[Who], label[Phone], label[Steps]),
    ..m.people.map(one => (sized(9pt, 12pt, weight: 500, one.name), sized(9pt, 12pt, number-width: "tabular", one.phone), sized(9pt, 12pt, one.steps))).flatten(),
  )
}
#for one in m.sections {
  block(sticky: true, above: 8mm, below: 2mm, heading(level: 1, sized(13pt, 16pt, weight: 600, one.title)))
  if one.note != "" { block(sticky: true, above: 0mm, below: 2mm, sized(8.6pt, 12pt, one.note)) }
  for each in one.steps { step(each) }
}
#if m.sections.len() == 0 { par[This runbook has no steps.] }
`}`;
