import type { CallAnswer, Courier } from '../../domain/delivery.ts';

/** Posts a callback, signed over the very bytes sent (docs/highlevel.md#delivery-posts). */
export async function postCallback(
  courier: Courier,
  url: string,
  callback: Record<string, unknown>,
  sign: (body: string) => Promise<string>,
): Promise<CallAnswer> {
  const body = JSON.stringify(callback);
  return courier.handOver(
    {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-ghl-signature': await sign(body),
      },
      body,
    },
    // The receiver knows a repeated post by its messageId and webhookId.
    { canRepeat: true },
  );
}
