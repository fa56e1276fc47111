// The interactive curves: an extra that is fetched only when a person asks for it.
// Everything it shows stands on the page without it.
import { inkedLayout, loadScript, markStyles } from "./chart_style.js";

const NARROW = 640;

async function fetchFigure(address, columns) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("columns", columns);
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`figure: ${response.status}`);
  return response.json();
}

async function show(root, target) {
  markStyles();
  const columns = target.clientWidth < NARROW ? 1 : 2;
  const [figure] = await Promise.all([
    fetchFigure(root.dataset.figure, columns),
    window.Plotly ? undefined : loadScript(root.dataset.script),
  ]);
  await window.Plotly.newPlot(target, figure.data, inkedLayout(figure.layout), {
    displayModeBar: false,
    responsive: true,
  });
}

for (const root of document.querySelectorAll("[data-interactive-chart]")) {
  const button = root.querySelector("[data-interactive-button]");
  const status = root.querySelector("[role=status]");
  const target = root.querySelector("[data-interactive-target]");
  root.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = status.dataset.loading;
    try {
      await show(root, target);
      status.textContent = "";
      // The button has done its work; who pressed it goes on at the chart.
      button.remove();
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    } catch {
      status.textContent = status.dataset.failed;
      button.disabled = false;
    }
  });
}
