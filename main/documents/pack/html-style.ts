/** Look of the pack as HTML: the printed page of the design, on a screen and on paper. Nothing is loaded from anywhere. */
export const htmlStyle = `
:root { color-scheme: light; --ink: #141e26; --grey: #45525c; --hair: #c6c2b5; }
* { box-sizing: border-box; }
body { margin: 0; background: #e3e1da; color: var(--ink); font: 400 9pt/13pt Inter, "Helvetica Neue", Arial, "Noto Sans", sans-serif; }
h1, h2, h3, p, dl, dd, ol, ul, table, pre, blockquote { margin: 0; padding: 0; font-weight: 400; }
.sheet { max-width: 210mm; margin: 8mm auto; padding: 15mm 18mm 16mm 22mm; background: #fff; overflow-wrap: anywhere; }
.run, .foot { display: flex; justify-content: space-between; gap: 4mm; font-weight: 500; font-size: 8.5pt; }
.run { padding-bottom: 2mm; border-bottom: .5pt solid var(--ink); }
.foot { margin-top: 6mm; font-weight: 400; font-size: 7.6pt; color: var(--grey); }
.serif, h1, .lead, .stand, .prose, .steps { font-family: "EB Garamond", Garamond, Georgia, "Noto Serif", serif; font-variant-numeric: oldstyle-nums; }
code, .mono { font-family: "JetBrains Mono", Menlo, Consolas, monospace; font-size: .86em; }
h1 { font-size: 27pt; line-height: 29pt; letter-spacing: -.012em; margin-top: 8mm; max-width: 150mm; }
.cover h1 { font-size: 52pt; line-height: 50pt; margin-top: 24mm; white-space: pre-line; }
.lead { font-size: 18pt; line-height: 24pt; margin: 7mm 0 16mm; max-width: 152mm; color: #33424b; }
.stand { font-size: 13.5pt; line-height: 18pt; font-style: italic; margin-top: 3.5mm; max-width: 142mm; color: #33424b; }
h2 { font: 600 9pt/13pt Inter, "Helvetica Neue", Arial, sans-serif; margin: 4mm 0 1mm; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 500; font-size: 8pt; color: var(--grey); border-bottom: .5pt solid var(--ink); padding: 0 3mm 1mm 0; }
td { border-bottom: .35pt solid var(--hair); padding: 1.4mm 3mm 1.4mm 0; vertical-align: baseline; }
th.n, td.n { text-align: right; padding-right: 0; }
.facts { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2mm 6mm; margin-top: 6mm; padding: 2.2mm 0; border-top: 1.5pt solid var(--ink); border-bottom: .5pt solid var(--ink); }
.facts dt { font-size: 8pt; color: var(--grey); } .facts dd { font-weight: 600; font-size: 10pt; }
.two { display: grid; grid-template-columns: 108mm 1fr; column-gap: 9mm; margin-top: 2mm; }
@media (max-width: 720px) { .two { display: block; } .sheet { padding: 6mm; } .cover h1 { font-size: 34pt; line-height: 36pt; } }
.prose { font-size: 11.8pt; line-height: 15.4pt; } .prose > * + * { margin-top: 2mm; } .prose ul, .prose ol { padding-left: 6mm; } .prose pre { white-space: pre-wrap; } .prose blockquote { padding-left: 3mm; border-left: 1pt solid var(--hair); }
.steps { font-size: 11.2pt; line-height: 14.6pt; padding-left: 6mm; } .steps li > span { float: right; font: 400 8.5pt/14.6pt Inter, Arial, sans-serif; color: var(--grey); padding-left: 3mm; }
.lines { list-style: none; } .lines li { display: grid; grid-template-columns: 4.2mm 1fr auto; column-gap: 1mm; } .lines b { font-weight: 600; text-align: right; } .lines small { grid-column: 2 / 4; color: var(--grey); font-size: 7.8pt; }
.done { color: #0f7a5a; } .attention { color: #8a5b00; } .failed { color: #b3261e; } .open, .none { color: var(--grey); }
.total td { border-top: .75pt solid var(--ink); border-bottom: 0; font-weight: 600; }
.sum td { border: 0; padding: .3mm 0; } .sum td.n { font-weight: 600; padding-left: 2mm; }
.small { font-size: 7.8pt; line-height: 10.6pt; color: var(--grey); margin-top: 1mm; }
.also span { color: var(--grey); } .also { margin-top: 0; }
.back { color: #960066; }
.strip { position: relative; height: 9mm; margin: 1mm 0; background: #e1e5e4; border-left: 2pt solid var(--ink); }
.strip i { position: absolute; display: block; }
.strip .protection { top: 0; bottom: 0; background: repeating-linear-gradient(135deg, #87949c 0 .4mm, #fff .4mm 1.4mm); border-left: 2pt solid var(--ink); }
.strip .work { top: 3mm; height: 3mm; background: #0b5cad; } .strip .check { top: 3mm; height: 3mm; background: #fff; border: .8pt solid var(--ink); } .strip .deadline { top: -1mm; bottom: -1mm; width: 1.5pt; background: #960066; }
.track { position: relative; height: 5mm; min-width: 60mm; } .track i { position: absolute; top: 0; bottom: 0; } .track .allow { background: #e1e5e4; } .track .deny { background: repeating-linear-gradient(135deg, #87949c 0 .4mm, #fff .4mm 1.4mm); } .track .bar { top: 1.2mm; bottom: 1.2mm; background: #0b5cad; min-width: .8mm; } .track .bar.met { background: #b3261e; }
.decision { display: grid; grid-template-columns: 24mm 1fr 1.6fr 1fr 1fr; margin-top: 6mm; padding-top: 2.5mm; border-top: 1.5pt solid var(--ink); font-weight: 500; } .decision h2 { margin: 0; } .decision .box::before { content: ""; display: inline-block; width: 3.6mm; height: 3.6mm; margin-right: 2mm; border: .75pt solid var(--ink); vertical-align: -.7mm; } .decision .blank { grid-column: 2 / 6; display: grid; grid-template-columns: 1fr 38mm 26mm; gap: 4mm; margin-top: 8mm; font-weight: 400; } .decision .blank span { border-top: .5pt solid var(--ink); color: var(--grey); font-size: 7.8pt; }
@page { size: A4; margin: 15mm 18mm 16mm 22mm; }
@media print { body { background: none; } .sheet { margin: 0; padding: 0; max-width: none; break-after: page; } tr, li, .decision { break-inside: avoid; } h2 { break-after: avoid; } }
`;
