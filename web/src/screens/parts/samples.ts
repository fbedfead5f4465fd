/* What the page of all parts shows; for those who build the inbox, in one language. */
export const samples = {
  words: {
    title: 'Parts',
    button: 'Assign',
    off: 'Off',
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
  },
  long: 'Donaudampfschifffahrtsgesellschaftskapitän, who has signed with all of his titles once more',
  rtl: 'مرحبا، هل وصل الطلب رقم 4711؟',
};
