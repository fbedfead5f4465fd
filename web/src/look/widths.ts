/* How wide the page is in the measure of its text: as the style sheets ask it (`@container page`). */

export const remInPixels = (): number =>
  parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Room for three columns; else the details are a drawer. */
export const isWide = (): boolean => document.body.clientWidth >= 75 * remInPixels();
