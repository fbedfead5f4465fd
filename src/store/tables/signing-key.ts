/** The pair with which a workspace signs what it tells its vendors' connectors. */
export type SigningKeyRow = {
  workspaceId: number;
  id: number;
  /** SubjectPublicKeyInfo, base64. */
  publicKey: string;
  /** The private key (PKCS #8, base64), encrypted. */
  box: string;
  createdAt: number;
};
