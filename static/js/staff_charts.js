// Draws the charts of staff's pages. Each stands above the table of its numbers, which
// is all there is without a script.
import { inkedLayout, loadScript, markStyles } from "./chart_style.js";

function draw(target) {
  const figure = JSON.parse(document.getElementById(target.dataset.chart).textContent);
  target.hidden = false;
  return window.Plotly.newPlot(target, figure.data, inkedLayout(figure.layout), {
    displayModeBar: false,
    responsive: true,
  });
}

const targets = [...document.querySelectorAll("[data-chart]")];
if (targets.length) {
  markStyles();
  await loadScript(targets[0].dataset.script);
  targets.forEach(draw);
}
