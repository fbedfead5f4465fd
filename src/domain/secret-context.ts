/**
 * What each kind of encrypted secret is bound to (access/secret-box.ts): from what its row has for
 * ever, so that whoever seals, opens or re-encrypts it comes to the same text.
 */
export const secretContext = {
  appSecret: (clientId: string) => `app-secret/${clientId}`,
  webhookSecret: (keyId: string) => `webhook-secret/${keyId}`,
  signingKey: (publicKey: string) => `signing-key/${publicKey}`,
};
