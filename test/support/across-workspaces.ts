/**
 * The statements on PostgreSQL that look over all workspaces, by their fingerprint (what they say
 * without the values), with the reason. Nothing is added here: what is new goes through a small table
 * of the server's own, as `log_heads` is, or names its workspace. What is changed so that it does is
 * taken off.
 */
const BY_REASON: Readonly<Record<string, readonly string[]>> = {
  'the outbox: who has something due, which claims are over, what came too late': [
    ...['acc56a17bc4faf50', 'e648fa264c86c3a4', 'efc48ee2335903dc', '4ee44f538a0af27f'],
    ...['e718db90dd04316e', 'c159bc4d27dd7b57', '0bab447d710daf91', 'e9252077c271ae60'],
    ...['9cb9a83f74eba03d', '75f0852866851a89', '219151027b78816b', '3e81220d2c1da700'],
    ...['d730dbbbbf319320', 'bf56ec795fc451e5'],
  ],
  'replies that were scheduled, at their time': ['a4a70cff00c37e2c', '10cfdf9a198e7e9b'],
  'a receiver is known by its app, which several workspaces have let in': [
    ...['f984232ac7ee1e74', '0242b1fa2b0f6e1b', '541f4bbff3e3b5f1', '55458d9ebdfd8ddd'],
    ...['b458f9a8f72779bc', '1aaa4d13928bfb55', 'ec2561f1b6e48f24', 'eb768a3749dddf53'],
  ],
  'webhooks that are behind their log': ['695a3fc5cae1bd5b', '6236e73d8ee96873'],
  'how far back each log begins': ['7e8988d85f4b19b2'],
  'what a deletion has left to be removed': ['cbbbed15fcbe8272', 'f564c7d25364f4b9'],
  'imports and copies that are due': [
    ...['9b1ce8d74dfe9a01', 'ea556cc41fab7b0d', '01f45b21b86dd57a', 'b45b867f0d6f61f1'],
    ...['408d830623b6201d', '4ceaf7fa338b51c4', '5eada02ee8e8e51c'],
  ],
  'files on disk, which are swept as one': [
    ...['bf9a4b50b28a9590', '5c9e8475161035e9', 'ff95032311e9f7b0'],
  ],
  'secrets that get a new key together': ['be500c3dc2c7033a', '42d0a25ed1f57e9a'],
  'a clock that was set, by as much everywhere': [
    ...['59d35258ddfd7cf0', '5f134b3b5d3fcb42', '88ec99cf72205e79', '98a5ac4c3f1782a7'],
  ],
  'a credential that acts in several workspaces': ['65acd7f0e73fb952'],
  'refusals of the server beside those of a workspace': ['186977b77039cf02', 'cd775b46450a0185'],
  'who a credential is, with the faults that its workspace rehearses': [
    ...['e06a3fab4cc60b31', '4fb65af17cfb9c60'],
  ],
};

/** The reason by fingerprint. */
export const ACROSS_WORKSPACES: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_REASON).flatMap(([reason, all]) => all.map((one) => [one, reason] as const)),
);
