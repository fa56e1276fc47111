// What every interactive chart needs: the page's own colours, and no styles written
// into the page, which our security policy forbids.

export function inkedLayout(layout) {
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

// The chart library leaves its styles to our style sheet where it finds this mark; it
// looks for it when it is loaded.
export function markStyles() {
  const id = "plotly.js-style-global";
  if (document.getElementById(id)) return;
  const mark = document.createElement("meta");
  mark.id = id;
  mark.className = "no-inline-styles";
  document.head.append(mark);
}

export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve, { once: true });
    script.addEventListener("error", reject, { once: true });
    document.head.append(script);
  });
}
