/** The style of the control page. */
export const CONTROL_STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
* { box-sizing: border-box; }
html { background: Canvas; color: CanvasText; }
body { margin: 0 auto; padding: 1.5rem; max-width: 75rem; font: 1rem/1.5 system-ui, sans-serif; }
.notice { margin: 0 0 1.5rem; padding: .75rem 1rem; border-left: .3rem solid #b45309; background: #b453091a; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.15rem; }
.forms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem; }
form, fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0; }
form h2 { margin-top: 0; }
fieldset { margin-top: .75rem; max-height: 16rem; overflow: auto; }
label { display: block; margin-top: .75rem; }
fieldset label { display: flex; gap: .5rem; margin: .3rem 0; }
input:not([type="checkbox"]), select { display: block; width: 100%; padding: .45rem .6rem; font: inherit; border: 1px solid var(--line); border-radius: .35rem; background: Canvas; color: CanvasText; }
button { margin-top: 1rem; padding: .5rem 1rem; font: inherit; border: 0; border-radius: .35rem; background: #1d4ed8; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.row a { display: inline-block; padding: .25rem 0; color: inherit; }
.row a[aria-current] { font-weight: 600; }
form > button + button { display: block; }
form.notice { margin-bottom: 1.5rem; border-width: 0 0 0 .3rem; border-color: #b45309; border-radius: 0; }
form.notice button { display: block; margin-top: .5rem; }
td form { padding: 0; border: 0; }
td form button { margin: 0; padding: .2rem .5rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; white-space: nowrap; }
td.wide { white-space: normal; min-width: 12rem; overflow-wrap: anywhere; }
.bad { color: #b91c1c; font-weight: 600; }
@media (prefers-color-scheme: dark) { .bad { color: #fca5a5; } }
`;
