import Type from 'typebox';

export const locationAnswer = Type.Object({
  location: Type.Object({
    id: Type.String(),
    name: Type.String(),
    settings: Type.Object({
      allowDuplicateContact: Type.Boolean(),
      allowDuplicateOpportunity: Type.Boolean(),
      allowFacebookNameMerge: Type.Boolean(),
      disableContactTimezone: Type.Boolean(),
    }),
  }),
  traceId: Type.String(),
});
