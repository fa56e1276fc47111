// Draws the charts of staff's pages. Each stands above the table of its numbers, which
// is all there is without a script.
import { inkedLayout, markStyles } from "./chart_style.js";

function draw(target) {
  const figure = JSON.parse(document.getElementById(target.dataset.chart).textContent);
  target.hidden = false;
  return window.Plotly.newPlot(target, figure.data, inkedLayout(figure.layout), {
    displayModeBar: false,
    responsive: true,
  });
}

function drawAll() {
  markStyles();
  for (const target of document.querySelectorAll("[data-chart]")) {
    draw(target);
  }
}

// The library stands before this module in the page, and both wait for the page.
if (window.Plotly) drawAll();
