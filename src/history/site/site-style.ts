/** What the page over all stacks has beside the rules of every report. */
export const siteStyle = `
body{max-width:80rem}
.course{display:block;width:100%;height:2.2rem;overflow:hidden}
.course.large{height:11rem}
.course path{vector-effect:non-scaling-stroke}
.course .whole{fill:var(--bar-ground);opacity:.55}
.course .part{fill:var(--bar);opacity:.22}
.course .beyond{fill:var(--loss);opacity:.55}
.course .edge{fill:none;stroke:var(--bar);stroke-width:1.6}
.course .limit{fill:none;stroke:var(--soft);stroke-width:1;stroke-dasharray:3 3}
figure{margin:1.2rem 0 0}
figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1.5rem;margin-bottom:.5rem}
figcaption strong{font-size:1.1rem}
.plot{display:grid;grid-template-columns:auto 1fr;gap:0 .6rem}
.plot .scale{display:flex;flex-direction:column;justify-content:space-between;text-align:right}
.plot .days{margin-top:.2rem;grid-column:2;display:flex;justify-content:space-between}
.plot .scale,.plot .days{color:var(--soft);font-size:.85rem;font-variant-numeric:tabular-nums}
.plot .canvas{border-bottom:1px solid var(--line);border-left:1px solid var(--line);
background:linear-gradient(var(--line),var(--line)) 0 50%/100% 1px no-repeat}
.legend span{white-space:nowrap}.legend i:first-child{margin-left:0}
.legend .used{background:var(--bar);opacity:.45}
.legend .idle{background:var(--bar-ground)}
.stacks{border:1px solid var(--line);border-radius:8px;overflow:hidden}
.stack+.stack{border-top:1px solid var(--line)}
.stack>summary{display:grid;grid-template-columns:minmax(9rem,1.4fr) minmax(6rem,1.2fr) 7.5rem 9.5rem 8.5rem;
gap:.2rem 1.2rem;align-items:center;padding:.6rem 1rem;cursor:pointer;list-style:none}
.stack>summary::-webkit-details-marker{display:none}
.stack>summary:hover,.stack[open]>summary{background:var(--panel)}
.stack>summary:focus-visible{outline-offset:-3px}
.stack .name{overflow-wrap:anywhere}
.stack .name b{display:block}
.stack .name b::before{content:"▸";display:inline-block;width:1rem;color:var(--soft)}
.stack[open] .name b::before{content:"▾"}
.stack .name span{display:block;padding-left:1rem;font-size:.87rem}
.figure{text-align:right;font-variant-numeric:tabular-nums}
.figure small{display:block;color:var(--soft);font-size:.82rem}
.state{font-size:.9rem}
.state span{display:block}
.well{color:var(--gain)}
.stack .inside{padding:.2rem 1rem 1.2rem 2rem;border-top:1px solid var(--line)}
.stack th .soft{font-weight:400;font-size:.87rem}
.stack h2{font-size:1rem;margin:1.2rem 0 .4rem}
.stack td .course{min-width:7rem;height:1.6rem}
@media (max-width:52rem){.stack>summary{grid-template-columns:1fr 1fr;gap:.4rem 1rem}.stack .name{grid-column:1/3}
.stack>summary>.course{grid-column:1/3}.figure{text-align:left}.state{grid-column:1/3}
.stack .inside{padding-left:1rem}}
@media (max-width:40rem){.course.large{height:8rem}.stack td .course{width:100%}}
@media print{.stack{break-inside:avoid}}
`;
