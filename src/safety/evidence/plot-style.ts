/** Colours for light and for dark, and never a colour alone: every line is named where it ends or in a legend. */
export const STYLE = `
text{font:12px system-ui,sans-serif;fill:#24292f;stroke:#fff;stroke-width:3;paint-order:stroke}
.title{font-size:16px;font-weight:600}
.paper{fill:#fff}
.outline{fill:none;stroke:#8c959f}
.grid{stroke:#d8dee4}
.curve{fill:none;stroke-width:2.2;stroke-linejoin:round}
.core{stroke:#b35900}
.other{stroke:#b35900;stroke-width:1.6;stroke-dasharray:2 3}
.water{stroke:#0969da;stroke-width:1.4;stroke-dasharray:8 4}
.growth{stroke:#cf222e;stroke-width:1.4;stroke-dasharray:3 3}
.done{stroke:#24292f;stroke-width:1.4}
.done-other{stroke:#24292f;stroke-dasharray:2 3}
.pathogen-a{stroke:#8250df}
.pathogen-b{stroke:#1a7f37}
.pathogen-c{stroke:#bf3989}
.target{stroke-width:1.2;stroke-dasharray:6 4}
@media(prefers-color-scheme:dark){
text{fill:#e6edf3;stroke:#0d1117}
.paper{fill:#0d1117}
.outline{stroke:#6e7681}
.grid{stroke:#30363d}
.core,.other{stroke:#f0a35e}
.water{stroke:#58a6ff}
.growth{stroke:#ff7b72}
.done,.done-other{stroke:#e6edf3}
.pathogen-a{stroke:#bc8cff}
.pathogen-b{stroke:#56d364}
.pathogen-c{stroke:#f778ba}
}
`;
