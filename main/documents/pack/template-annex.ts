/** The chapters after the changes: see template.ts. */
export const templateAnnex = `
#let figures(part) = {
  if part.title != "" { small-h(part.title) }
  if part.rows.len() > 0 {
    let last = part.head.len() - 1
    let wide = part.rows.fold(range(part.head.len()).map(i => 0), (most, row) => range(most.len()).map(i => calc.max(most.at(i), row.at(i).len())))
    table(
      columns: range(part.head.len()).map(i => if wide.at(i) > 24 { 1fr } else { auto }).map(c => c),
      align: (x, y) => if part.right.contains(x) { right } else { left },
      stroke: (x, y) => (bottom: if y == 0 { thin } else { 0.35pt + hair }),
      inset: (x, y) => (left: 0pt, right: if x == last { 0pt } else { 6mm }, y: 1.3mm),
      table.header(..part.head.map(name => sized(8pt, 11pt, weight: 500, fill: grey, name))),
      ..part.rows.map(row => row.enumerate().map(((i, value)) => if part.mono.contains(i) { text(fill: grey, code(8pt, value)) } else { sized(8.8pt, 12pt, value) })).flatten(),
    )
  }
  if part.note != "" { block(above: 2mm, sized(8pt, 11pt, fill: grey, part.note)) }
}

// Rows of one height with the bands of the period behind them, so that a long chart breaks anywhere.
#let chart(part) = {
  let w = 104mm
  let tall = 5.4mm
  let bands = part.bands.map(band => {
    let wide = calc.max(0.3mm, (band.to - band.from) * w)
    if band.kind == "deny" { place(top + left, dx: band.from * w, rect(width: wide, height: tall, fill: hatch)) }
    else if band.kind == "allow" { place(top + left, dx: band.from * w, rect(width: wide, height: tall, fill: channel)) }
    else { place(top + left, dx: band.from * w, line(start: (0mm, 0.3mm), end: (wide, 0.3mm), stroke: (paint: grey, thickness: 0.5pt, dash: "dotted"))) }
  }).join()
  small-h(part.title)
  table(
    columns: (17mm, 1fr, w), inset: 0pt, align: left + horizon,
    stroke: (x, y) => (bottom: if y == 0 { thin } else { 0.35pt + hair }),
    table.header([], [], box(width: w, height: tall, for t in part.ticks { place(bottom + left, dx: t.at * w, dy: -1mm, sized(7.2pt, 9pt, fill: grey, t.label)) })),
    ..part.rows.map(row => (
      text(fill: grey, code(7.6pt, row.ref)),
      prose(10pt, 12pt, row.title),
      box(width: w, height: tall, {
        bands
        for t in part.ticks { place(top + left, dx: t.at * w, line(angle: 90deg, length: tall, stroke: 0.3pt + hair)) }
        if row.bar == none { place(left + horizon, sized(7.4pt, 9pt, fill: grey, row.when)) } else {
          let wide = calc.max(0.9mm, (row.bar.to - row.bar.from) * w)
          place(top + left, dx: row.bar.from * w, dy: 1.5mm, rect(width: wide, height: 2.4mm, fill: if row.conflict { red } else { blue }))
          let words = sized(7.2pt, 9pt, box(fill: white.transparentize(15%), inset: (x: 0.6mm), row.when))
          if row.bar.to > 0.7 { place(top + left, dy: 1.1mm, box(width: row.bar.from * w - 0.6mm, align(right, words))) } else { place(top + left, dx: row.bar.from * w + wide + 0.6mm, dy: 1.1mm, words) }
        }
      }),
    )).flatten(),
  )
  block(above: 2mm, sized(8pt, 11pt, fill: grey, part.note))
}

#let annexes = page(header: running(m.board, m.running), footer: foot([#m.short #code(7.4pt, m.hashStart)]), {
  for (i, annex) in m.annexes.enumerate() {
    if i > 0 { v(12mm, weak: true) } else { v(2mm) }
    block(above: 0mm, below: 4mm, sticky: true, heading(level: 1, text(font: serif, size: 22pt, tracking: -0.01em, number-type: "old-style", annex.title)))
    for part in annex.parts {
      if part.kind == "chart" { chart(part) } else { figures(part) }
      v(3mm, weak: true)
    }
  }
})
`;
