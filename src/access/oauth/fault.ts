/** The error codes of RFC 6749, 7009, 7636 and 8707, which every client knows. */
export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied';

/** Which case of a code it is, for those whose documentation has a text for it. */
export type OAuthCase =
  | 'client-missing'
  | 'client-wrong'
  | 'code-expired'
  | 'code-wrong'
  | 'content-type'
  | 'field-missing'
  | 'field-wrong'
  | 'grant-type-missing'
  | 'grant-type-unknown'
  | 'other'
  | 'redirect-uri-malformed'
  | 'redirect-uri-wrong'
  | 'refresh-token-wrong';

/** Why an OAuth request was not carried out, in Inlet's words. An expected outcome: a value. */
export type OAuthFault = {
  kind: 'fault';
  code: OAuthCode;
  which: OAuthCase;
  text: string;
  /** The field that was missing or wrong, where it is one. */
  field: string | null;
};

export function fault(
  code: OAuthCode,
  which: OAuthCase,
  text: string,
  field: string | null = null,
): OAuthFault {
  return { kind: 'fault', code, which, text, field };
}

export function missingField(field: string): OAuthFault {
  return fault('invalid_request', 'field-missing', `The field ${field} is missing.`, field);
}

export function wrongField(field: string, expectation: string): OAuthFault {
  return fault('invalid_request', 'field-wrong', `The field ${field} ${expectation}.`, field);
}
