/* How this person wants the inbox to look, on this device. */

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];

export const look = {
  theme: () => readOne('inlet:theme', THEMES),
  density: () => readOne('inlet:density', DENSITIES),
};

export function setTheme(theme: Theme): void {
  localStorage.setItem('inlet:theme', theme);
  applyLook();
}

export function setDensity(density: Density): void {
  localStorage.setItem('inlet:density', density);
  applyLook();
}

/** Before the first paint, so that nothing flashes. */
export function applyLook(): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = look.theme();
  dataset['density'] = look.density();
}

function readOne<One extends string>(name: string, all: readonly [One, ...One[]]): One {
  const kept = localStorage.getItem(name);
  return all.find((one) => one === kept) ?? all[0];
}
