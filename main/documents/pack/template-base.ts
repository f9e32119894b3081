/** Type, colours, signs and the reading of blocks: see template.ts. */
export const templateBase = String.raw`
#let m = json(bytes(sys.inputs.pack))
#let ink = rgb("#141e26")
#let grey = rgb("#45525c")
#let soft = rgb("#33424b")
#let faint = rgb("#5a6771")
#let hair = rgb("#c6c2b5")
#let steel = rgb("#87949c")
#let channel = rgb("#e1e5e4")
#let magenta = rgb("#960066")
#let blue = rgb("#0b5cad")
#let green = rgb("#0f7a5a")
#let amber = rgb("#f2b01e")
#let red = rgb("#b3261e")
#let other-scripts = ("Noto Sans Arabic", "Noto Sans SC", "Noto Sans KR", "Noto Emoji")
#let sans = ("Inter",) + other-scripts
#let serif = ("EB Garamond",) + other-scripts
#let mono = ("JetBrains Mono",) + other-scripts

#set document(
  title: m.title,
  author: m.author,
  date: datetime(year: m.date.year, month: m.date.month, day: m.date.day, hour: m.date.hour, minute: m.date.minute, second: m.date.second),
)
// A line box is exactly one em high, so the space between lines is the line height less the size.
#set text(font: sans, size: 8.6pt, fill: ink, lang: "en", top-edge: 0.78em, bottom-edge: -0.22em)
#set par(leading: 4pt, spacing: 4pt)
#set heading(numbering: none)
#show heading: it => { set text(weight: 400); it.body }
#set list(indent: 0pt, body-indent: 5pt)

#let sized(size, height, ..more, body) = {
  set text(size: size, ..more)
  set par(leading: height - size, spacing: height - size)
  body
}
#let prose(size, height, ..more, body) = sized(size, height, font: serif, number-type: "old-style", number-width: "proportional", ..more, body)
#let code(size, body) = text(font: mono, size: size, number-type: "lining", ligatures: false, features: (calt: 0), body)
// Text at the left, its figure at the right of the last line: one paragraph, which is set far faster than a grid.
#let apart(words, value, ..look) = [#words #h(1fr) #text(number-width: "tabular", ..look, value.replace(" ", "\u{a0}"))]
#let thin = 0.5pt + ink
#let thick = 1.5pt + ink
#let rtl-dir = rtl
#let directed(turn, body) = if turn { text(dir: rtl-dir, align(right, body)) } else { body }
#let above(space, body) = { v(space, weak: true); body }
#let h2(title) = block(sticky: true, above: 0pt, below: 1.6mm, heading(level: 2, outlined: false, bookmarked: false, sized(9pt, 13pt, weight: 600, title)))
#let small-h(title) = block(sticky: true, above: 5mm, below: 2mm, heading(level: 2, outlined: true, bookmarked: true, sized(9pt, 13pt, weight: 600, title)))

#let foot(right) = context {
  set text(size: 7.6pt, fill: grey)
  [#counter(page).display("1 of 1", both: true)#h(1fr)#right]
}
#let running(..parts) = {
  set text(size: 8.5pt, weight: 500)
  let given = parts.pos()
  block(width: 100%, stroke: (bottom: thin), inset: (bottom: 2mm),
    // A paragraph is set faster than a grid, which alone can break a long name.
    if given.len() == 3 and given.at(1).len() <= 48 [#box(width: 1fr, given.at(0))#box(given.at(1))#box(width: 1fr, align(right, given.at(2)))]
    else { grid(columns: if given.len() == 2 { (1fr, auto) } else { (1fr, auto, 1fr) }, align: if given.len() == 2 { (left, right) } else { (left, center, right) }, ..given) })
}
#set page(paper: "a4", margin: (left: 22mm, right: 18mm, top: 26mm, bottom: 17mm), header-ascent: 5mm, footer-descent: 5mm)

// Signs: shape before colour.
#let tick(c) = place(top + left, curve(stroke: (paint: c, thickness: 0.37mm, cap: "round", join: "round"), curve.move((0.89mm, 1.61mm)), curve.line((1.38mm, 2.09mm)), curve.line((2.23mm, 1.1mm))))
#let sign(kind) = box(width: 3.1mm, height: 3.1mm, baseline: 0.55mm, {
  if kind == "done" { place(top + left, dx: 0.15mm, dy: 0.15mm, circle(radius: 1.4mm, fill: green)); tick(white) }
  else if kind == "attention" { place(top + left, polygon(fill: amber, (1.55mm, 0mm), (3.1mm, 1.55mm), (1.55mm, 3.1mm), (0mm, 1.55mm))); tick(ink) }
  else if kind == "failed" {
    place(top + left, polygon(fill: red, (0.9mm, 0mm), (2.2mm, 0mm), (3.1mm, 0.9mm), (3.1mm, 2.2mm), (2.2mm, 3.1mm), (0.9mm, 3.1mm), (0mm, 2.2mm), (0mm, 0.9mm)))
    place(top + left, curve(stroke: (paint: white, thickness: 0.37mm, cap: "round"), curve.move((1mm, 1mm)), curve.line((2.1mm, 2.1mm)), curve.move((2.1mm, 1mm)), curve.line((1mm, 2.1mm))))
  }
  else if kind == "open" { place(top + left, dx: 0.3mm, dy: 0.3mm, circle(radius: 1.25mm, stroke: (paint: grey, thickness: 0.31mm, dash: (0.5mm, 0.48mm)))) }
  else { place(top + left, dy: 1.55mm, dx: 0.5mm, line(length: 2.1mm, stroke: 0.31mm + grey)) }
})
#let rising(level) = box(baseline: 0mm, {
  let on = ("low", "moderate", "high", "very high").position(one => one == level) + 1
  for i in range(4) {
    box(width: 1.2mm, height: (0.9mm, 1.5mm, 2.1mm, 2.7mm).at(i), fill: if i < on { ink } else { white }, stroke: 0.4pt + if i < on { ink } else { grey })
    h(0.35mm)
  }
  h(0.9mm)
})
#let square-to-tick = box(width: 3.6mm, height: 3.6mm, baseline: 0.7mm, stroke: 0.75pt + ink)
#let hatch = tiling(size: (1.5mm, 1.5mm), {
  place(line(start: (0mm, 1.5mm), end: (1.5mm, 0mm), stroke: 0.9pt + steel))
})

// Texts of tickets, already read into blocks.
#let runs(list) = for run in list {
  let shown = if run.at("code", default: false) { code(0.78em, run.text) } else { text(run.text) }
  if run.at("bold", default: false) { shown = text(weight: 600, shown) }
  if run.at("italic", default: false) { shown = text(style: "italic", shown) }
  shown
}
#let blocks(given) = for one in given {
  // A paragraph in bold alone is how people write a heading: it stays with what it stands over.
  if one.kind == "paragraph" and one.runs.len() > 0 and one.runs.all(run => run.at("bold", default: false)) {
    block(sticky: true, directed(one.rtl, runs(one.runs)))
  }
  else if one.kind == "paragraph" { par(directed(one.rtl, runs(one.runs))) }
  else if one.kind == "heading" { block(above: 3mm, below: 1.4mm, sticky: true, directed(one.rtl, text(weight: 600, runs(one.runs)))) }
  else if one.kind == "list" {
    let items = one.items.map(blocks)
    if one.ordered { enum(start: one.start, indent: 0pt, body-indent: 5pt, ..items) } else { list(..items) }
  }
  else if one.kind == "quote" { block(inset: (left: 8pt), stroke: (left: 1pt + hair), blocks(one.blocks)) }
  else if one.kind == "code" { block(width: 100%, inset: (left: 6pt, y: 2pt), stroke: (left: 1pt + hair), code(7.6pt, one.text)) }
  else if one.kind == "table" {
    let columns = calc.max(1, ..one.rows.map(row => row.len()))
    table(columns: (1fr,) * columns, stroke: (bottom: 0.35pt + hair), inset: (x: 0pt, y: 2.4pt), column-gutter: 6pt,
      ..one.rows.map(row => range(columns).map(i => runs(row.at(i, default: ())))).flatten())
  }
  else { par(sized(8.2pt, 12pt, font: sans, fill: grey, style: "italic", one.text)) }
}
`;
