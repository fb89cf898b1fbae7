/** How a page looks: light or dark as the reader's screen is, and light on paper. */
import type { Tone } from '../render/frame.ts';
import { hex } from './markup.ts';
import { type Theme, themes } from './theme.ts';

const coloursOf = ({ ground, ink, muted, hues }: Theme): string =>
  Object.entries({ ground, ink, muted, ...hues })
    .map(([name, rgb]) => `--${name}:${hex(rgb)}`)
    .join(';');

const tones: readonly Tone[] = ['muted', 'accent', 'good', 'bad', 'warn', 'a', 'b', 'c', 'd'];

/** Nothing in it needs to be escaped: no `<`, `>` or `&`. */
export const stylesheet = `
:root{color-scheme:light dark;${coloursOf(themes.light)};--soft:#f4f5f7;--rule:#d9dce1}
@media screen and (prefers-color-scheme:dark){:root{${coloursOf(themes.dark)};--soft:#1b1c22;--rule:#363944}}
${tones.map((tone) => `.t-${tone}{--tone:var(--${tone})}`).join('\n')}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:2rem 1.25rem 3rem;background:var(--ground);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .6rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.6rem 0 .7rem;padding-top:.9rem;border-top:1px solid var(--rule)}
h3,h4,h5,h6{font-size:.85rem;font-weight:600;margin:0 0 .5rem;color:var(--tone,var(--muted))}
p,figure{margin:0 0 .8rem}
figure{display:flow-root}
.lead{font-size:1.1rem;color:var(--muted)}
.prose{max-width:42rem}
nav{background:var(--soft);border-radius:8px;padding:.8rem 1.2rem;margin:1.6rem 0}
nav ol{margin:0;padding-left:1.4rem}
a{color:var(--a)}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--muted);white-space:pre-wrap}
.text,.cells{white-space:pre-wrap}
p[class*=" t-"],.token.t-muted{color:var(--tone)}
.panel div{--tone:initial}
.cells,.tokens{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;font-size:.82rem}
.cells{white-space:pre;overflow-x:auto;line-height:1.4}
.noted .token{margin-right:.3rem}
.dense{line-height:1}
span[class^="t-"]{color:var(--tone)}
.stack p{margin:0 0 .3rem;line-height:1.45rem;min-height:1.45rem}
.stack.wide p{margin-bottom:.8rem}
.columns{display:flex;flex-wrap:wrap;gap:0 1.2rem}
.part,.fit{display:flex;flex-direction:column}.columns .panel{flex:1}
.part{flex:1 1 14rem;min-width:0}
.fit{flex:0 1 auto}
.tight{flex-wrap:nowrap;overflow-x:auto}.tight .part{flex:1 1 4.5rem;min-width:4.5rem}.tight .bar{width:90%;min-width:1.5rem}
.panel{border:1px solid var(--tone,var(--rule));border-radius:8px;padding:.8rem 1rem .4rem;margin:0 0 .9rem}
img{display:block;max-width:100%;height:auto;image-rendering:pixelated;border-radius:4px;margin:0 0 .6rem}
.scroll{overflow-x:auto;margin:0 0 .9rem}
table{border-collapse:collapse;font-size:.92rem;overflow-wrap:normal}
th,td{padding:.28rem .9rem .28rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
tr:last-child th[scope=row],tr:last-child td{border-bottom:0}
thead th,thead td{border-bottom:1px solid var(--muted)}
thead th{font-weight:600;color:var(--muted);white-space:nowrap}
th[scope=row]{font-weight:400}
.s{white-space:pre}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th.n,td.n{padding-left:.6rem}
.bars{width:100%}
.bars th,.bars td{border:0;padding:.12rem .7rem .12rem 0;vertical-align:middle}
.bars tr{height:1.75rem}
.bars th{max-width:20rem}
.bars .n{width:1%}
.bar{width:70%;min-width:6rem}
.bar svg{display:block;width:100%;height:.85rem}
.bar rect{fill:var(--tone)}
.picked th,.picked .n{font-weight:700}
.plot{display:block;overflow:visible;width:calc(100% - var(--left) - 34px);margin:12px 24px var(--below) calc(var(--left) + 10px)}
.map{width:calc(100% - var(--left) - 14px);margin:calc(var(--above) + 8px) 4px 12px calc(var(--left) + 10px)}
.open{overflow:visible}
svg{font-size:12px}
text{fill:var(--muted);font-variant-numeric:tabular-nums}
.grid{stroke:var(--rule)}
.edge{stroke:var(--muted)}
.mark{stroke:var(--muted);stroke-dasharray:4 4}
.name{paint-order:stroke;stroke:var(--ground);stroke-width:4px}
.sign{font-weight:700;fill:var(--ink)}
.curve{fill:none;stroke:var(--tone);stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
.filled{fill:var(--tone);fill-opacity:.28}
.dot{fill:var(--tone)}
.ring{fill:var(--ground);stroke:var(--tone);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;align-items:center;gap:.1rem 1.1rem;font-size:.85rem;margin:0 0 .2rem}
.legend svg{flex:none}
.key{display:inline-flex;align-items:center;gap:.4rem}
.tokens{display:flex;flex-wrap:wrap;gap:.3rem 2px}
.token{display:inline-flex;flex-direction:column;white-space:pre-wrap}
.token span{padding:.05rem .15rem;border-radius:3px;background:var(--soft);min-height:1.4em}
.token:nth-child(even) span{background:var(--rule)}
.token small{color:var(--muted);font-size:.7rem}
@media (max-width:30rem){.roomy{display:none}body{padding:1.2rem .9rem 2rem}h1{font-size:1.5rem}.panel{padding:.7rem .7rem .2rem}th,td{padding-right:.6rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}h2,h3,h4{break-after:avoid}figure,tr,img,.panel,.bars{break-inside:avoid}
.scroll{overflow:visible}.cells{white-space:pre-wrap}.token span,.panel{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit;text-decoration:none}}
@page{margin:16mm}
`;
