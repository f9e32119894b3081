/** The cover and the agenda: see template.ts. */
export const templateCover = `
// One ramp, one ship on it.
#let unit = 0.25mm
#let at(x, y) = (x * unit, y * unit)
#let turned(x, y) = {
  let a = -9.34deg
  at(318 + x * calc.cos(a) - y * calc.sin(a), 113 + x * calc.sin(a) + y * calc.cos(a))
}
#let drawing = pdf.artifact(box(width: 170mm, height: 190 * unit, {
  place(top + left, line(start: at(0, 172), end: at(680, 172), stroke: 0.6pt + ink))
  place(top + left, line(start: at(30, 172), end: at(650, 70), stroke: 1.7pt + ink))
  for i in range(9) {
    let x = 62 + 66 * i
    place(top + left, line(start: at(x, 172 - (x - 30) * 102 / 620), end: at(x, 172), stroke: 0.45pt + ink))
  }
  place(top + left, polygon(fill: ink, turned(-122, -46), turned(140, -46), turned(106, -6), turned(-90, -6)))
  place(top + left, polygon(stroke: 1.4pt + ink, turned(-40, -52), turned(-40, -104), turned(6, -104), turned(6, -52)))
  place(top + left, polygon(stroke: 1.4pt + ink, turned(20, -52), turned(20, -82), turned(72, -82), turned(72, -52)))
}))

#let agenda(rows) = {
  let cell(body) = sized(9pt, 12pt, number-width: "tabular", body)
  let name(body) = sized(8pt, 11pt, weight: 500, fill: grey, body)
  table(
    columns: (8mm, auto, 1fr, auto, auto, auto, auto),
    align: (x, y) => (if x == 0 or x == 6 { right } else { left }) + horizon,
    stroke: (x, y) => (bottom: if y == 0 { thin } else { 0.35pt + hair }),
    inset: (x, y) => (left: 0pt, right: if x == 6 { 0pt } else if x == 0 { 4mm } else { 3mm }, y: if y == 0 { 1mm } else { 1.55mm }),
    table.header(name[], name[Reference], name[What changes], name[Type], name[Risk], name[Planned], name[Minutes]),
    ..rows.map(row => (
      cell(text(fill: grey, row.number)),
      text(fill: grey, code(8pt, row.ref)),
      prose(12.5pt, 14pt, row.title + if row.late { text(font: sans, size: 8pt, fill: grey)[ (late)] }),
      cell(row.type), cell(row.risk), cell(row.planned), cell(row.minutes),
    )).flatten(),
  )
}

#let cover = {
  let few = m.agenda.len() <= 10
  set page(
    header: running(m.board, m.frozen),
    footer: foot([SHA-256 #code(7.4pt, m.hashShort)]),
  )
  v(17mm)
  heading(level: 1, {
    set text(font: serif, size: if m.headline.join(" ").clusters().len() > 40 { 36pt } else { 58pt }, tracking: -0.018em, number-type: "old-style")
    set par(leading: 0pt, spacing: 0pt)
    m.headline.join(linebreak())
  })
  v(7mm)
  block(width: 152mm, prose(19pt, 25pt, fill: soft, m.lead))
  v(1fr)
  drawing
  v(1fr)
  if few { agenda(m.agenda) } else { pagebreak(); h2[Agenda]; agenda(m.agenda) }
  for note in m.agendaNotes { block(above: 2.4mm, below: 0mm, sized(7.8pt, 10pt, fill: grey, note)) }
}
`;
