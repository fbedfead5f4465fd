/** What a reply by mail is asked to be; what is left out it takes from what it answers. */
export type MailAsked = {
  subject?: string | undefined;
  to?: readonly string[] | undefined;
  cc?: readonly string[] | undefined;
  bcc?: readonly string[] | undefined;
  /** `sender`: nobody else who stood in its to and cc. */
  replyTo?: 'all' | 'sender' | undefined;
};
