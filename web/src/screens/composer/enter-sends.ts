/* Whether Enter alone sends, as this person wants it on this device. */
const NAME = 'inlet:enter-sends';

export const enterSends = () => localStorage.getItem(NAME) === 'yes';
export const setEnterSends = (does: boolean) => localStorage.setItem(NAME, does ? 'yes' : 'no');
