#include "engine/report/html/report_style.h"

#include <string_view>

#include "engine/report/colour_scale.h"

namespace dragoman {

namespace {

// No & < > in here: HTML does not unescape style elements.
constexpr std::string_view kRulesBeforeScale = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--dim:#555;--line:#767676;--grid:#e2e2e2;
--soft:#f3f3f0;--link:#0b57a4;--zone:#dcecdc;--hatch:#4f7d4f;--bar:#4a6a8a;--band:#1b1b1b;
--p0:#0072b2;--p1:#c24a00;--p2:#00795a;--p3:#8a4a86;--p4:#6b5400;--p5:#505050;--p6:#9c2f4f;--p7:#2f4b7c}
@media screen and (prefers-color-scheme:dark){:root{--bg:#16181b;--fg:#ececec;--dim:#b4b4b4;
--line:#8f8f8f;--grid:#33373c;--soft:#202428;--link:#8ec7ff;--zone:#233a28;--hatch:#86b98b;
--bar:#86aed6;--band:#f0f0f0;--p0:#56b4e9;--p1:#ff8f4f;--p2:#3ccf9f;--p3:#dd9cd4;--p4:#d8bd4a;
--p5:#bdbdbd;--p6:#f08aa6;--p7:#9db6ea}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
main,header,footer{max-width:860px;margin:0 auto;padding:0 16px}
h1{font-size:1.6em;line-height:1.25;margin:1.2em 0 .3em}
h2{font-size:1.2em;margin:2em 0 .4em;border-bottom:1px solid var(--line);padding-bottom:.15em}
h3{font-size:1em;margin:1.4em 0 .3em}
p,ul{margin:.5em 0;orphans:3;widows:3}li{margin:.2em 0}
.dim,figcaption{color:var(--dim);font-size:.88em}
.lead{font-size:1.1em}
figure{margin:1em 0;overflow-x:auto}
.tiles{display:flex;flex-wrap:wrap;gap:8px 14px}
svg{max-width:100%;height:auto;display:block}
svg text{font:12px system-ui,"Segoe UI","DejaVu Sans",sans-serif;fill:var(--fg)}
svg .tick{font-size:11px;fill:var(--dim)}svg .name{font-size:11px;fill:var(--dim)}
svg .b{font-weight:700}svg .d{fill:var(--dim)}svg .s{font-size:11px}
svg .halo{paint-order:stroke;stroke:var(--bg);stroke-width:3px;stroke-linejoin:round}
.tiles figure{flex:0 0 262px;margin:.3em 0}.tiles.pair figure{flex:0 0 404px}
svg line,svg polyline{fill:none;stroke-linecap:butt}
.axis{stroke:var(--line);stroke-width:1}.grid{stroke:var(--grid);stroke-width:1}
.bar{fill:var(--bar)}.bar2{fill:none;stroke:var(--bar);stroke-width:1.5}
.under{stroke:var(--bg);stroke-width:5}.thin{stroke-width:3}.band{stroke:var(--band);stroke-width:1.6}
.zone{fill:var(--zone)}.hatch{stroke:var(--hatch);stroke-width:.7;opacity:.75}
.front{stroke:var(--fg);stroke-width:1.6}.floor{stroke:var(--fg);stroke-width:1.4;stroke-dasharray:5 3}
.track{stroke:var(--line);stroke-width:5;opacity:.55}
.cellbox{fill:var(--soft);stroke:var(--grid)}.signed{fill:none;stroke:var(--fg);stroke-width:1.8}
.ink{stroke:var(--fg);stroke-width:1.6}.inkf{fill:var(--fg)}.paper{fill:var(--bg);stroke:var(--fg);stroke-width:1.4}
.m{stroke-width:1.2;stroke:var(--bg)}
.p0{fill:var(--p0)}.p1{fill:var(--p1)}.p2{fill:var(--p2)}.p3{fill:var(--p3)}
.p4{fill:var(--p4)}.p5{fill:var(--p5)}.p6{fill:var(--p6)}.p7{fill:var(--p7)}
.h.p0,.l0{fill:none;stroke:var(--p0)}.h.p1,.l1{fill:none;stroke:var(--p1)}
.h.p2,.l2{fill:none;stroke:var(--p2)}.h.p3,.l3{fill:none;stroke:var(--p3)}
.h.p4,.l4{fill:none;stroke:var(--p4)}.h.p5,.l5{fill:none;stroke:var(--p5)}
.h.p6,.l6{fill:none;stroke:var(--p6)}.h.p7,.l7{fill:none;stroke:var(--p7)}
.h{stroke-width:1.8}svg .own{stroke-width:2.2}svg .other{stroke-width:1.8;stroke-dasharray:2 3}
svg .hope{stroke-width:1.2;stroke-dasharray:9 3 2 3}
)css";

constexpr std::string_view kRulesAfterScale =
    R"css(.cell{shape-rendering:crispEdges}.mapgap{fill:var(--soft);stroke:var(--line)}
.isocase{stroke:#000;stroke-width:4.4}.iso{stroke:#fff;stroke-width:1.8}
svg .iso10{stroke-dasharray:2 4}svg .iso90{stroke-dasharray:9 4}
.over{stroke-width:1;opacity:.5}svg .dark{stroke:#000}svg .light{stroke:#fff}
.herecase{stroke:#000;stroke-width:5.5}.here{stroke:#fff;stroke-width:2.4}
svg .onlow{fill:#fff}svg .onhigh{fill:#000}
table{border-collapse:collapse;font-size:.88em;width:100%;margin:.4em 0}
caption{text-align:left;color:var(--dim);padding:.2em 0}
th,td{border-bottom:1px solid var(--grid);padding:.25em .5em;text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{border-bottom:1px solid var(--line);white-space:normal;vertical-align:bottom}tbody th{font-weight:400}
.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}
.wide{overflow-x:auto}
a{color:var(--link)}.src{overflow-wrap:anywhere}
.csv{font-size:.85em;margin:.2em 0}
details{margin:.4em 0}summary{cursor:pointer;color:var(--link);font-size:.9em}
summary:focus-visible,a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{font:.9em ui-monospace,"DejaVu Sans Mono",monospace;background:var(--soft);padding:.1em .3em;overflow-wrap:anywhere}
pre{background:var(--soft);padding:.6em .8em;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4em 0}
pre code{padding:0;background:none}
nav ul{display:flex;flex-wrap:wrap;gap:.2em 1em;list-style:none;padding:0;font-size:.9em}
footer{margin:2.5em auto 2em;border-top:1px solid var(--line);padding-top:.6em}
@media screen and (max-width:640px){.big svg{min-width:600px;max-width:none}}
@page{size:210mm 297mm;margin:16mm 14mm}
@media print{body{font-size:10.5pt;line-height:1.35}main,header,footer{max-width:none;padding:0}
nav,.csv,summary{display:none}details::details-content{content-visibility:visible;display:block}
h2,h3,caption,p:has(+figure),p:has(+.tiles),p:has(+p+.tiles),p:has(+.wide),p:has(+p+.wide){break-after:avoid}figure,svg,tr,li{break-inside:avoid}thead{display:table-header-group}
.tiles{gap:4px}.tiles.pair{gap:4px 12px}.tiles figure{flex:0 0 32%}.tiles.pair figure{flex:0 0 49%}
a{color:inherit;text-decoration:none}figure,.wide{overflow:visible}table{font-size:8.5pt}
pre,code{background:none;border:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

/// The colours of maps, from dark to light: .v0 and so on.
std::string ScaleRules() {
  std::string rules;
  for (std::size_t k = 0; k < kCividis.size(); ++k) {
    rules += ".v" + std::to_string(k) + "{fill:" + HexColour(kCividis[k]) + "}";
  }
  return rules + "\n";
}

}  // namespace

const std::string& ReportStyle() {
  static const std::string style =
      std::string(kRulesBeforeScale) + ScaleRules() + std::string(kRulesAfterScale);
  return style;
}

}  // namespace dragoman
