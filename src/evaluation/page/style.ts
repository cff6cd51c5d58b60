/** The page's only style sheet: light and dark by the reader's setting, readable in print. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f4f6f4;--card:#fff;--ink:#18211d;--soft:#5b6761;--line:#dfe5e1;--track:#e8ede9;
--main:#0f766e;--main-soft:#99d5cd;--good:#15803d;--bad:#b42318;--warn:#b45309;--a:#0f766e;--b:#b45309;--c:#4f46a5;--d:#9d174d}
@media (prefers-color-scheme:dark){:root{--bg:#111614;--card:#19201d;--ink:#e4ebe7;--soft:#98a59e;--line:#2b3531;--track:#28322d;
--main:#2dd4bf;--main-soft:#1d6a61;--good:#4ade80;--bad:#f87171;--warn:#fbbf24;--a:#2dd4bf;--b:#fbbf24;--c:#a5a0f5;--d:#f472b6}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 20px 64px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}h2{font-size:17px;margin:36px 0 12px}h3{font-size:14px;margin:0 0 10px}
p{margin:0 0 8px}.soft{color:var(--soft)}.small{font-size:13px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:12px;margin:20px 0 0}
.card,.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px}
.tile{display:flex;flex-direction:column;justify-content:space-between}.tile .name{color:var(--soft);font-size:13px}.tile .value{font-size:28px;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
.tile .under{font-size:13px;color:var(--soft);font-variant-numeric:tabular-nums}
.cards{columns:2 400px;column-gap:12px}.cards .card{break-inside:avoid;margin:0 0 12px}
.better{color:var(--good)}.worse{color:var(--bad)}
svg{display:block;width:100%;height:auto;overflow:visible}svg text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
svg .soft{fill:var(--soft)}svg .grid{stroke:var(--line);stroke-width:1}svg .track{fill:var(--track)}svg .bar{fill:var(--main)}svg .before{stroke:var(--ink);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:10px 0 0;padding:0;list-style:none;font-size:13px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:6px}.legend i{width:10px;height:10px;border-radius:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:5px 10px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal}th{color:var(--soft);font-weight:500;font-size:13px}.scroll{overflow-x:auto}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:0 0 8px}summary{cursor:pointer;padding:10px 14px;overflow-wrap:anywhere}
summary .id{font-variant-numeric:tabular-nums;color:var(--soft);margin-right:8px}summary .why{display:block;color:var(--bad);font-size:13px;padding-left:18px}
.inside{padding:2px 16px 14px;border-top:1px solid var(--line)}.inside h3{margin:14px 0 4px;color:var(--soft);font-weight:500;font-size:13px}
blockquote{margin:0 0 6px;padding:2px 0 2px 12px;border-left:3px solid var(--main-soft);overflow-wrap:anywhere;white-space:pre-line}blockquote.wanted{border-color:var(--good)}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.6 ui-monospace,"Cascadia Mono",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;color:var(--soft)}
:focus-visible{outline:2px solid var(--main);outline-offset:2px}
@media (max-width:560px){svg text{font-size:16px}}
@media print{body{background:none}details,.card,.tile{break-inside:avoid}}
`;
