/** The page of a change: see template.ts. */
export const templateChange = String.raw`
#let fact(name, value) = stack(spacing: 1.2mm, text(size: 8pt, fill: grey, name), text(size: 10pt, weight: 600, number-width: "tabular", value))
#let steps(section, dense) = {
  let size = if dense { (10.2pt, 13pt) } else { (11.2pt, 14.6pt) }
  h2(section.title)
  if section.steps.len() == 0 { prose(..size, style: "italic", section.none) }
  else {
    prose(..size, enum(indent: 0pt, body-indent: 3mm, spacing: 3.4pt,
      numbering: n => box(width: 3mm, text(fill: faint, number-type: "lining", str(n))),
      ..section.steps.map(one => apart(one.text, one.value, font: sans, size: 8.5pt, fill: grey, number-type: "lining"))))
  }
}
#let lines(given) = for one in given {
  par(hanging-indent: 4.2mm, [#sign(one.mark)#h(1.1mm)#apart(one.text, one.value, weight: 600)#if one.note != "" [\ #text(size: 7.8pt, fill: grey, one.note)]])
}
#let sum(given) = {
  for one in given.lines { par(apart(one.what, one.points, weight: 600)) }
  if given.lines.len() == 0 { par[Nothing adds to it.] }
  block(width: 100%, above: 0.8mm, below: 0mm, stroke: (top: 0.75pt + ink), inset: (top: 0.8mm), text(weight: 600, apart(given.total.what, given.total.points)))
  if given.note != "" { block(above: 1.2mm, sized(7.8pt, 10.6pt, fill: grey, given.note)) }
}
#let facts(given) = par(given.map(one => [#text(fill: grey, one.label.replace(" ", "\u{a0}"))~ #one.value]).join(h(3.5mm)))

// The window as a channel with posts, the steps at their time below, the last moment to back out across both.
#let u = 0.2656mm
#let strip(s) = {
  let w = 572 * u
  let x(f) = 2 * u + f * w
  block(width: 100%, height: if s.deadline == none { 68 * u } else { 88 * u }, breakable: false, {
    set text(size: 7.9pt)
    let put(dx, dy, body) = place(top + left, dx: dx, dy: dy, body)
    put(x(0), 18 * u, rect(width: s.window.to * w, height: 14 * u, fill: channel))
    if s.protection != none {
      let p = s.protection
      put(x(p.from), 18 * u, rect(width: (p.to - p.from) * w, height: 14 * u, fill: hatch, stroke: 0.6pt + steel))
      put(x(p.to) - 1 * u, 14 * u, rect(width: 2 * u, height: 22 * u, fill: grey))
      put(x(p.to) + 6 * u, 19 * u, text(weight: 600, s.protectionEnds))
      put(x(p.to) + 6 * u, 31 * u, text(fill: grey)[protection])
    }
    put(x(0) - 1.5 * u, 14 * u, rect(width: 3 * u, height: 22 * u, fill: ink))
    put(x(s.window.to) - 1.5 * u, 14 * u, rect(width: 3 * u, height: 22 * u, fill: ink))
    put(x(0), 0mm, [#text(weight: 600, s.opens.time) #s.opens.text])
    put(x(s.window.to) - 60mm, 0mm, box(width: 60mm, align(right)[#text(weight: 600, s.ends.time) #s.ends.text]))
    for bar in s.bars {
      let wide = calc.max(0.4mm, (bar.to - bar.from) * w)
      put(x(bar.from), 42 * u, if bar.kind == "work" { rect(width: wide, height: 10 * u, fill: blue, stroke: (right: 0.5pt + white)) } else { rect(width: wide, height: 10 * u, fill: white, stroke: 0.8pt + ink) })
      if bar.label != "" { put(x(bar.from), 56 * u, box(width: 80mm, bar.label)) }
    }
    if s.deadline != none {
      let d = s.deadline
      put(x(d.at) - 1 * u, 14 * u, rect(width: 2 * u, height: 63 * u, fill: magenta))
      let words = text(fill: magenta)[#text(weight: 600, d.lead): #d.text]
      if d.at > 0.5 { put(0mm, 79 * u, box(width: x(d.at), align(right, words))) } else { put(x(d.at), 79 * u, box(width: 150mm, words)) }
    }
  })
  if s.note != "" { block(above: 0.6mm, sized(7.8pt, 10.6pt, fill: grey, s.note)) }
}

#let decision = block(width: 100%, breakable: false, above: 3mm, below: 0mm, stroke: (top: thick), inset: (top: 2.5mm), {
  let box-with(name) = [#square-to-tick#h(2mm)#text(weight: 500, name)]
  set text(size: 8.6pt)
  grid(columns: (24mm, 1fr, 1.6fr, 1fr, 1fr), column-gutter: 4mm,
    heading(level: 2, outlined: false, bookmarked: false, sized(9pt, 13pt, weight: 600)[Decision]), box-with[Approve], box-with[Approve with condition], box-with[Defer], box-with[Reject])
  v(7mm)
  grid(columns: (24mm, 1fr, 38mm, 26mm), column-gutter: 4mm, [],
    ..([Condition or reason], [Decided by], [Time]).map(name => block(width: 100%, stroke: (top: thin), inset: (top: 1mm), sized(7.8pt, 10pt, fill: grey, name))))
})

#let change(p) = page(
  header: running([#p.number#h(1em)#p.ref], p.aboard, m.running),
  footer: foot([#m.short #code(7.4pt, m.hashStart), this ticket #code(7.4pt, p.hash)]),
  {
    let close = if p.dense { 0.65 } else { 1 }
    v(close * 2mm)
    block(width: 100%, below: 0mm, heading(level: 1, directed(p.rtl, {
      set text(font: serif, size: if p.dense { 24pt } else { 27pt }, tracking: -0.012em, number-type: "old-style", hyphenate: false)
      set par(leading: 2pt, linebreaks: "optimized")
      p.title
    })))
    if p.standfirst != "" { block(width: if p.dense { 100% } else { 142mm }, above: close * 3.5mm, below: 0mm, prose(..if p.dense { (12pt, 15.6pt) } else { (13.5pt, 18pt) }, fill: soft, style: "italic", p.standfirst)) }
    block(width: 100%, above: close * 6.5mm, below: close * 6mm, stroke: (top: thick, bottom: thin), inset: (top: 2.6mm, bottom: 2.8mm),
      grid(columns: (auto, 1fr, auto, 1fr, auto, 1fr, auto, 1fr, auto),
        fact([Risk], [#rising(p.risk.level)#p.risk.word~ #p.risk.score]),
        ..p.facts.map(one => ([], fact(one.label, one.value))).flatten()))
    grid(columns: (108mm, 1fr), column-gutter: 9mm,
      {
        for section in p.sections {
          if section.kind == "steps" { steps(section, p.dense) }
          else { h2(section.title); prose(..if p.dense { (10.2pt, 13pt) } else { (11.8pt, 15.4pt) }, { set par(spacing: if p.dense { 5pt } else { 7pt }); blocks(section.blocks) }) }
          v(close * 3mm, weak: true)
        }
        h2[Particulars]; facts(p.particulars)
      },
      {
        h2[How the risk adds up]; sum(p.sum)
        v(4.4mm, weak: true); h2[Evidence]; lines(p.evidence)
        if p.evidenceText.len() > 0 { v(1mm, weak: true); prose(9.6pt, 12.4pt, blocks(p.evidenceText)) }
        if p.evidence.len() + p.evidenceText.len() == 0 { par[None is written.] }
        v(4.4mm, weak: true); h2[Approvals so far]; lines(p.approvals)
        v(4.4mm, weak: true); h2[Conflicts]; lines(p.conflicts)
      })
    v(close * 5mm, weak: true)
    block(breakable: false, {
      h2[In its window]
      if p.strip == none { sized(8.6pt, 12pt, p.stripNote) } else { strip(p.strip) }
    })
    v(1fr)
    decision
  },
)
`;
