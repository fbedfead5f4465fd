/** The scope that covers the four Channels endpoints (seed 000). */
export const SCOPE = 'messengers-integration';

/** What each call costs against the daily budget (seed 002). */
export const COSTS = {
  addChannel: 10,
  receiveMessage: 10,
  deleteChannel: 6,
  deleteConversation: 6,
};

/** Requests are counted over a rolling window of this length (facts 3.4). */
export const BURST_WINDOW_MS = 2_000;

export const DATE_FORMAT = 'pipedrive-date';
