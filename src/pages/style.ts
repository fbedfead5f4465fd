/** The look of Inlet's server-rendered pages. Its hash stands in their content security policy. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f7, #14161a);
  --card: light-dark(#ffffff, #1d2026);
  --text: light-dark(#1b1f24, #eceef1);
  --quiet: light-dark(#59616c, #a2abb8);
  --line: light-dark(#d9dde3, #353b45);
  --field: light-dark(#ffffff, #14161a);
  --field-line: light-dark(#848d9a, #6f7887);
  --accent: light-dark(#0b6e63, #4fc7b6);
  --on-accent: light-dark(#ffffff, #0b1f1c);
  --wrong: light-dark(#a8201a, #ff9c94);
  --wrong-ground: light-dark(#fdecea, #3a1f1e);
  --good: light-dark(#17643a, #86d9a6);
  --good-ground: light-dark(#e6f5ec, #17301f);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100dvh; padding: 2rem 1rem 3rem;
  display: grid; grid-template-columns: minmax(0, 1fr);
  align-content: center; justify-items: center; gap: 1.25rem;
  background: var(--ground); color: var(--text);
}
.brand { display: flex; align-items: center; gap: 0.6rem; font-weight: 600; font-size: 1.15rem; }
main {
  width: 100%; max-width: 25rem; padding: 2rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.9rem;
  box-shadow: 0 1px 2px #0000000d, 0 8px 24px #0000000f;
}
main:has(.wide) { max-width: 44rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 0.35rem; text-wrap: balance; }
h2 { font-size: 1.05rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
p { margin: 0 0 1rem; }
.quiet { color: var(--quiet); }
.small { font-size: 0.9rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
form { margin: 0; }
.stack { display: grid; gap: 1.1rem; margin-top: 1.4rem; }
label { display: block; font-weight: 500; margin-bottom: 0.35rem; }
input, select {
  width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--field-line); border-radius: 0.5rem;
}
input[aria-invalid="true"] { border-color: var(--wrong); }
button {
  min-height: 2.75rem; padding: 0.5rem 1.1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent);
  border: 1px solid transparent; border-radius: 0.5rem;
}
button:hover { filter: brightness(1.08); }
button.plain {
  min-height: 2.25rem; padding: 0.25rem 0.8rem; font-weight: 500;
  color: var(--text); background: transparent; border-color: var(--field-line);
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.notice { padding: 0.7rem 0.9rem; border-radius: 0.5rem; margin: 1rem 0 0; }
.notice.wrong { color: var(--wrong); background: var(--wrong-ground); }
.notice.good { color: var(--good); background: var(--good-ground); }
.hint { margin: 0.3rem 0 0; font-size: 0.9rem; color: var(--quiet); }
.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.75rem; }
ul.rows { list-style: none; margin: 0; padding: 0; }
ul.rows > li {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem;
  padding: 0.8rem 0; border-top: 1px solid var(--line);
}
ul.rows > li > :first-child { flex: 1 1 min(14rem, 100%); min-width: 0; overflow-wrap: anywhere; }
.tag {
  display: inline-block; padding: 0 0.5rem; border-radius: 1rem; font-size: 0.8rem; font-weight: 600;
  color: var(--good); background: var(--good-ground);
}
code { font-size: 0.92em; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { padding: 1.5rem 0.75rem; align-content: start; }
  main { padding: 1.4rem 1.15rem; }
}
@media (forced-colors: active) { button { border-color: ButtonText; } }
`;
