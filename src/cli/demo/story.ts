/* One day at a bicycle shop. `ago` is in minutes before the end of the day; steps stand in order. */

/** What a channel carries; vendors say which of these they have. */
type Kind = 'chat' | 'social' | 'text' | 'mail' | 'phone' | 'reviews';

export type Step = { ago: number; who: string } & (
  | { on: Kind; says: string; subject?: string; pictures?: string[]; writtenAgo?: number }
  | { answer: string; ends: 'read' | 'sent' | 'failed' | 'unknown' | 'held' }
  | { becomes: 'closed' | 'read' | 'mine' | 'a colleague’s' }
);

const LONG = `Hello,

I bought the touring frame from you in March and have been very happy with it. Last weekend, about forty kilometres out, the rear derailleur started to skip between the third and the fourth gear. I tried the barrel adjuster as your leaflet says, a quarter turn at a time, and it got better on the flat but worse on climbs.

At home I checked the hanger with a friend's gauge. It is out by roughly four millimetres at the bottom, so I suppose the bike fell over on the ferry without anybody telling me. I also noticed that the cable housing is cut very short at the last bend; I do not know whether that is meant to be so.

My questions: can you straighten the hanger, or is a new one safer on this frame? How long would you need the bike? And is there any chance before the 14th, as we leave for the coast that morning? I can bring it any day after five, or on Saturday morning.

Thank you, and sorry for the length of this.`;

export const STORY: readonly Step[] = [
  { ago: 1_490, who: 'Priya Raman', on: 'mail', subject: 'Gears skip on climbs', says: LONG },
  { ago: 1_465, who: 'Priya Raman', becomes: 'mine' },
  { ago: 1_460, who: 'Tomás Herrera', on: 'chat', says: 'Hi! Is the blue city bike still there?' },
  {
    ago: 1_455,
    who: 'Tomás Herrera',
    answer: 'It is, in size M. Shall I put it aside?',
    ends: 'read',
  },
  { ago: 1_450, who: 'Tomás Herrera', on: 'chat', says: 'Yes please, I come by on Friday.' },
  { ago: 1_445, who: 'Tomás Herrera', answer: 'Done. See you on Friday!', ends: 'read' },
  { ago: 1_440, who: 'Tomás Herrera', becomes: 'closed' },
  {
    ago: 520,
    who: 'Greta Lindqvist',
    on: 'reviews',
    says: 'Great service, but the pump I was lent lost its nozzle. Can I bring it back as it is?',
  },
  {
    ago: 505,
    who: 'Greta Lindqvist',
    answer: 'Of course, no harm done. Thank you for the kind words!',
    ends: 'held',
  },
  { ago: 480, who: 'ليلى حداد', on: 'chat', says: 'مرحباً، هل لديكم خوذة للأطفال مقاس ٤٨؟' },
  {
    ago: 478,
    who: 'ليلى حداد',
    on: 'chat',
    says: 'وهل يمكن تجربتها في المتجر يوم السبت؟ رقم الطلب: HB-2214.',
  },
  { ago: 420, who: 'Marcus Bell', on: 'text', says: 'Is my wheel ready? Ticket 3187' },
  {
    ago: 415,
    who: 'Marcus Bell',
    answer: 'Ready since this morning. We close at six.',
    ends: 'read',
  },
  { ago: 410, who: 'Marcus Bell', on: 'text', says: 'On my way' },
  { ago: 405, who: 'Marcus Bell', becomes: 'read' },
  { ago: 330, who: 'Noor Aziz', on: 'phone', says: '' },
  {
    ago: 325,
    who: 'Noor Aziz',
    on: 'text',
    says: 'I just tried to call. The lock is jammed and I am at the station.',
  },
  {
    ago: 318,
    who: 'Noor Aziz',
    answer: 'A drop of oil into the key slot, then wait a minute. Otherwise we come by at four.',
    ends: 'sent',
  },
  { ago: 317, who: 'Noor Aziz', becomes: 'mine' },
  {
    ago: 240,
    who: 'Amara Okafor',
    on: 'social',
    says: 'This is what arrived today. Is that scratch covered?',
    pictures: ['scratch', 'box'],
  },
  {
    ago: 236,
    who: 'Amara Okafor',
    answer: 'Oh no! It is. We can send a new fork or take 15% off: which do you prefer?',
    ends: 'sent',
  },
  {
    ago: 231,
    who: 'Amara Okafor',
    on: 'social',
    says: 'A new fork, please. Here is the label.',
    pictures: ['label'],
  },
  { ago: 230, who: 'Amara Okafor', becomes: 'a colleague’s' },
  {
    ago: 150,
    who: 'Jonas Weber',
    on: 'chat',
    says: 'Can I still change my order to the 56 cm frame?',
  },
  {
    ago: 146,
    who: 'Jonas Weber',
    answer: 'Yes, until it leaves tomorrow. I have changed it for you.',
    ends: 'unknown',
  },
  {
    ago: 120,
    who: 'Sofia Rossi',
    on: 'mail',
    subject: 'Invoice 2026-118',
    says: 'Good morning,\n\nour bookkeeping has two invoices with the number 2026-118. Could you send the right one again?\n\nKind regards\nSofia Rossi',
  },
  {
    ago: 95,
    who: 'Sofia Rossi',
    answer: 'Good morning, the one over 412.50 is right; the other was a draft.',
    ends: 'failed',
  },
  { ago: 64, who: 'Chen Wei', on: 'social', says: '你们星期天开门吗？' },
  {
    ago: 50,
    who: 'Tomasz Zieliński',
    on: 'reviews',
    says: 'The quick service took three days. I would have liked to be told.',
  },
  { ago: 33, who: 'דניאל כהן', on: 'chat', says: 'שלום, מתי אפשר לקבוע טיפול שנתי לאופניים?' },
  {
    ago: 24,
    who: 'Hannah Fischer',
    on: 'chat',
    says: 'The tandem for Saturday: two child seats, yes? 🚲',
  },
  {
    ago: 20,
    who: 'Hannah Fischer',
    on: 'chat',
    says: 'And I forgot: the smaller one has her own helmet.',
    writtenAgo: 60,
  },
  { ago: 11, who: 'Amara Okafor', on: 'social', says: 'Do you need the old fork back?' },
  { ago: 6, who: 'Jonas Weber', on: 'chat', says: 'Did you get my last message?' },
  { ago: 2, who: 'Ines Duarte', on: 'text', says: 'Hello! Do you rent cargo bikes by the hour?' },
];
