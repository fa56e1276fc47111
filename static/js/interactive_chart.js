// The interactive curves: an extra that is fetched only when a person asks for it.
// Everything it shows stands on the page without it.

const NARROW = 640;

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve, { once: true });
    script.addEventListener("error", reject, { once: true });
    document.head.append(script);
  });
}

async function fetchFigure(address, columns) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("columns", columns);
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`figure: ${response.status}`);
  return response.json();
}

// The page's own colours, so that the chart follows dark mode.
function inkedLayout(layout) {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim();
  const line = style.getPropertyValue("--line").trim();
  const inked = { ...layout, paper_bgcolor: "transparent", plot_bgcolor: "transparent" };
  inked.font = { ...layout.font, color: ink };
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(name)) {
      inked[name] = { ...layout[name], gridcolor: line, linecolor: line, zerolinecolor: line };
    }
  }
  return inked;
}

// The chart library would write its styles into the page, which our security policy
// forbids; with this mark it leaves them to our style sheet.
function markStyles() {
  const id = "plotly.js-style-global";
  if (document.getElementById(id)) return;
  const mark = document.createElement("meta");
  mark.id = id;
  mark.className = "no-inline-styles";
  document.head.append(mark);
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
