/* English, of the list and of what is around it. */

/** Why a row that is still shown is no longer in its view. */
export const left = {
  closed: 'Closed',
  closedByOther: 'Closed by somebody else',
  reopened: 'Opened again',
  assignedTo: (name: string) => `Assigned to ${name}`,
  unassigned: 'Assigned to nobody',
  read: 'Marked read',
  deleted: 'Deleted',
  other: 'No longer in this view',
};

export const attention = {
  name: 'Replies that need attention',
  empty: 'Every reply has arrived, or somebody has dealt with it.',
  failed: 'The replies could not be loaded.',
  count: (count: number, isMore: boolean) =>
    `${count}${isMore ? ' or more' : ''} ${count === 1 ? 'reply needs' : 'replies need'} attention`,
  openAt: (name: string) => `Open the conversation with ${name}`,
  more: 'Show more',
};

export const shell = {
  title: (unread: string) => (unread === '' ? 'Inbox' : `(${unread}) Inbox`),
  newVersion: 'A new version is ready.',
  newVersionHint: 'It is loaded when you open the next conversation from the list.',
  clockWrong: (minutes: number, isAhead: boolean) =>
    `The clock of this device is ${minutes} minutes ${isAhead ? 'ahead' : 'behind'}.`,
  afterClose: 'After closing',
  afterCloses: { next: 'Open the next', list: 'Back to the list', nothing: 'Stay' },
  foldList: 'Fold the list',
  skip: 'Skip the views',
};

export const keyNames = {
  landmarks: 'To the next part of the page',
  keysOnOff: 'Single keys on or off',
  messages: 'Previous and next message',
  sendAndClose: 'Send and close',
};
