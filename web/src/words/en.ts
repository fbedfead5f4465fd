/* English. Another language has the same names, as the compiler holds it to this one. */
import { attention, keyNames, left, shell } from './en-list.ts';
import { replies } from './en-replies.ts';
import { startWords } from './en-start.ts';

const plural = new Intl.PluralRules('en');
const many = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === 'one' ? one : other}`;

export const english = {
  inbox: 'Inbox',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading',
  back: 'Back',
  more: 'More',
  you: 'You',
  chosen: 'chosen',

  views: {
    mine: 'Mine',
    unassigned: 'Unassigned',
    open: 'All open',
    unread: 'Unread',
    closed: 'Closed',
    attention: 'Needs attention',
  },
  viewsName: 'Views',
  channels: 'Channels',
  allChannels: 'All channels',
  account: 'Your account',
  start: 'Getting started',
  keysTitle: 'Keys',
  keysOn: 'Single keys are on',
  keysOff: 'Single keys are off',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },

  list: {
    name: 'Conversations',
    moved: (isNew: number, moved: number) =>
      [
        isNew > 0 ? `${isNew} new` : null,
        moved > 0
          ? isNew > 0
            ? `${moved} moved`
            : many(moved, 'conversation has moved', 'conversations have moved')
          : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    show: 'Show',
    unread: (count: number) => many(count, 'unread message', 'unread messages'),
    assignedTo: (name: string) => `assigned to ${name}`,
    youWrote: (preview: string) => `You: ${preview}`,
    left,
    failed: 'The conversations could not be loaded.',
    noText: 'No text',
    nothingYet: 'Nothing has been written yet.',
    nobody: (id: string) => `Conversation ${id}`,
    empty: {
      mine: 'Nothing is assigned to you.',
      unassigned: 'Everything is assigned.',
      open: 'Nothing waiting.',
      unread: 'Nothing unread.',
      closed: 'Nothing has been closed yet.',
    },
    emptyInChannel: (channel: string) => `Nothing here on ${channel}.`,
    inAllChannels: 'Show all channels',
    seeOpen: 'Show all open',
    seeClosed: 'Show closed',
  },

  attention,
  shell,
  keyNames,

  thread: {
    name: 'Conversation',
    none: 'Choose a conversation',
    noneHint: 'j and k go through the list, Enter opens.',
    missing: 'There is no such conversation here.',
    missingHint: 'It may have been deleted, or belongs to another workspace.',
    failed: 'The messages could not be loaded.',
    empty: 'Nothing has been written here yet.',
    newSince: (time: string) => `New since ${time}`,
    newBelow: (count: number) => many(count, 'new message', 'new messages'),
    toEnd: 'To the newest',
    today: 'Today',
    yesterday: 'Yesterday',
    cameLate: (time: string) => `came late, ${time}`,
    written: 'Written',
    received: 'Received',
    changed: 'changed',
    changedSince: 'Somebody has changed it since. It stays as it is now.',
    older: 'Load earlier messages from the provider',
    noOlder: 'There is nothing earlier at the provider.',
    atProvider: 'Open at the provider',
    attachment: 'Attachment',
    noText: 'This message has no text.',
    file: (name: string, size: string) => (size === '' ? name : `${name}, ${size}`),
    fileRefused: (reason: string) => `Not kept: ${reason}`,
    fileWaiting: 'Being fetched…',
    details: 'Details',
    participants: 'People in this conversation',
    roles: { contact: 'Contact', business: 'Business' },
    rename: 'Change the name',
    renameHint: 'Enter saves it, Escape leaves it.',
    renamed: (name: string) => `Called ${name} from now on.`,
    seatName: 'Name',
    assign: 'Assign',
    assignTo: 'Assign to…',
    take: 'Take it',
    unassign: 'Nobody',
    close: 'Close',
    reopen: 'Reopen',
    markRead: 'Mark read',
    closed: 'Closed.',
    reopened: 'Reopened.',
    read: 'Marked read.',
    assigned: (name: string) => `Assigned to ${name}.`,
    unassigned: 'Assigned to nobody.',
    message: (sender: string, time: string, state: string) =>
      [sender, time, state].filter((part) => part !== '').join(', '),
  },

  composer: {
    name: 'Reply',
    placeholder: 'Write a reply…',
    send: 'Send',
    sendKeys: 'Ctrl+Enter',
    readOnly: 'This channel only reports: replies cannot be sent on it.',
    unwritten:
      'This contact has not written on any channel yet, so there is none to answer on: ' +
      'a message that comes in opens the way.',
    viewer: 'Your role here is to read only.',
  },

  replies,

  commands: {
    next: 'Next conversation',
    previous: 'Previous conversation',
    open: 'Open',
    back: 'Back to the list',
    reply: 'Reply',
    close: 'Close',
    reopen: 'Reopen',
    assign: 'Assign',
    take: 'Take it',
    markRead: 'Mark read',
    showMoved: 'Show what has moved',
    undo: 'Undo',
    details: 'Details',
    viewMine: 'Mine',
    viewUnassigned: 'Unassigned',
    viewOpen: 'All open',
    foldList: shell.foldList,
    help: 'These keys',
  },

  live: {
    connecting: 'connecting…',
    lost: (time: string) =>
      `No connection since ${time}. You can read and write; what you send waits here.`,
  },

  faults: {
    general: 'Something went wrong.',
    partMissing: 'This part could not be fetched. Reload the page.',
    network: 'The server cannot be reached.',
    rightsLost: 'You no longer have access to this workspace.',
    rightsLostHint: 'Someone may have ended your membership.',
    otherWorkspace: 'To your inbox',
    missingPage: 'There is no such page.',
  },

  began: startWords,
};

export type Words = typeof english;
