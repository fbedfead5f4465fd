/* What the page of all parts shows; for those who build the inbox, in one language. */

/** How a part looks without anybody at it: `data-look` stands for the state. */
export const LOOKS = ['hover', 'focus', 'active'] as const;

const DAY_MS = 86_400_000;
/** Now, an hour ago, yesterday, and long ago. */
export const times = [0, DAY_MS / 24, DAY_MS, 400 * DAY_MS].map((ago) =>
  new Date(Date.now() - ago).toISOString(),
);

/** A picture that is there, and one that is none. */
export const pictures = {
  kept: 'data:image/gif;base64,R0lGODlhAQABAIAAAAtuY////yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==',
  broken: 'data:image/png;base64,AAAA',
};

export const samples = {
  words: {
    title: 'Parts',
    button: 'Assign',
    off: 'Off',
    looks: { hover: 'Under the pointer', focus: 'With focus', active: 'Pressed' },
    busy: 'Sending',
    pressed: 'Chosen',
    field: 'Name',
    hint: 'As the contact signs.',
    fault: 'Must say something.',
    notice: 'The provider takes no reply here since 10:42.',
    menu: 'Open the menu',
    dialog: 'Open the dialog',
    toast: 'Say something',
    said: 'Closed.',
    undo: 'Undo',
    empty: 'Nothing waiting.',
    line: 'npx inlet seed --demo',
    copy: 'Copy the line',
  },
  long: 'Donaudampfschifffahrtsgesellschaftskapitän, who has signed with all of his titles once more',
  rtl: 'مرحبا، هل وصل الطلب رقم 4711؟',
};
