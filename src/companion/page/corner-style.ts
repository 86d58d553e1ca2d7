/** The look of the corner. A sheet that is made like this applies under every content security policy. */
export const CORNER_STYLE = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto 16px 16px auto !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;
}
[hidden] { display: none !important; }
.badge, .said {
  box-sizing: border-box;
  font: 13px/1.4 system-ui, sans-serif;
  color: light-dark(#1b1f24, #f2f4f6);
  background: light-dark(#fff, #22262b);
  border: 1px solid light-dark(#c9ced6, #4a5058);
  border-radius: 8px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
  padding: 8px;
  margin: 8px 0 0;
  max-width: min(480px, calc(100vw - 32px));
}
.badge { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 8px; }
.said:empty { display: none; }
.time { font-variant-numeric: tabular-nums; }
button, input {
  font: inherit;
  color: inherit;
  background: light-dark(#f2f4f6, #30353b);
  border: 1px solid light-dark(#aab1bb, #5b626b);
  border-radius: 4px;
  padding: 4px 8px;
  min-height: 28px;
}
button { cursor: pointer; }
button:disabled { opacity: .5; cursor: default; }
button.end { color: #fff; background: #b3261e; border-color: #b3261e; }
button:focus-visible, input:focus-visible { outline: 2px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 1px; }
form { flex-basis: 100%; }
input { width: 100%; box-sizing: border-box; }
`
