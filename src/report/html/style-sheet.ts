/**
 * Light and dark by the reader's own setting; contrast 4.5 to 1 and better; prints without controls and with every row.
 */
export const styleSheet = `
:root{color-scheme:light dark;--ground:#fff;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;
--loss:#b42318;--loss-ground:#fef0ee;--gain:#116329;--swap:#0a53a8;--warn:#7d4e00;--bar:#0a53a8;
--bar-ground:#dde3ea;--focus:#0a53a8}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--text:#f0f6fc;--soft:#a8b3bf;--line:#3d444d;
--panel:#151b23;--loss:#ff8b80;--loss-ground:#3a1512;--gain:#56d364;--swap:#79b8ff;--warn:#e3b341;
--bar:#79b8ff;--bar-ground:#2a313c;--focus:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:2rem 0 .6rem}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.3rem .6rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.soft{color:var(--soft)}
.refused{border-left:4px solid var(--loss);background:var(--loss-ground);padding:.6rem 1rem;margin:1rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0;margin:1rem 0}
.counts li{border:1px solid var(--line);border-radius:6px;padding:.4rem .9rem;background:var(--panel)}
.counts b{display:block;font-size:1.3rem}
.counts .lose b{color:var(--loss)}
.counts .gain b{color:var(--gain)}
.counts .swap b{color:var(--swap)}
.counts .failed b{color:var(--loss)}
.counts .done b{color:var(--gain)}
.counts .left b{color:var(--warn)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .7rem;border-bottom:1px solid var(--line)}
thead th{background:var(--panel);white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
th button{font:inherit;font-weight:inherit;color:inherit;background:none;border:0;padding:.2rem;
cursor:pointer}
th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
code{font:.92em ui-monospace,monospace}
.person{overflow-wrap:anywhere;min-width:13rem}
.kind{white-space:nowrap}
.kind.lose,.kind.failed,.kind.memberFailed{color:var(--loss);font-weight:600}
.kind.gain,.kind.reprocess,.kind.done{color:var(--gain)}
.kind.swap,.kind.move{color:var(--swap)}
.kind.take,.kind.withdraw,.kind.adjust,.kind.locate,.kind.skipped,.kind.notSent,.kind.noted{color:var(--warn)}
.short{color:var(--loss);font-weight:600}
.error{color:var(--loss)}.warning{color:var(--warn)}
.legend i{display:inline-block;width:1rem;height:.7rem;margin:0 .2rem 0 .8rem;vertical-align:middle}
.legend .after{background:var(--bar)}
.legend .now{background:var(--soft);width:.2rem}
.legend .over{background:var(--loss)}
.meter{display:block;min-width:9rem;height:1rem;width:100%}
.meter.course{height:3rem;margin-top:.4rem;max-width:26rem}
.meter .ground{fill:var(--bar-ground)}
.meter .now{fill:var(--soft)}
.meter .after{fill:var(--bar)}
.meter .over{fill:var(--loss)}
form{display:flex;flex-wrap:wrap;gap:.8rem;align-items:end;margin:0 0 .8rem}
label{display:block;color:var(--soft)}
input,select,form button,.more{font:inherit;color:inherit;background:var(--ground);
border:1px solid var(--soft);border-radius:5px;padding:.3rem .6rem;max-width:20rem}
a{color:var(--swap)}
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--panel);
border:1px solid var(--line);border-radius:5px;padding:.5rem .8rem;margin:.4rem 0}
tfoot th,tfoot td{font-weight:600;border-top:2px solid var(--line)}
ul.findings{padding-left:1.2rem}ul.findings li{margin-bottom:.5rem}
@media (max-width:40rem){body{padding:.8rem}thead{position:absolute;left:-999rem}tbody tr,tfoot tr{
display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}tbody th,tbody td,tfoot th,tfoot td{
display:block;border:0;padding:.1rem 0}td.number{text-align:left;display:inline-block;margin-right:1rem}
td[data-title]:not(:empty)::before{content:attr(data-title) " ";color:var(--soft);font-weight:400}.person{
min-width:0}}
@media print{body{max-width:none;padding:0;font-size:11px}form,.more,.skip{display:none}th,td{
padding:.15rem .4rem}tr{break-inside:avoid}.wide{overflow:visible}h2{break-after:avoid}}
`;
