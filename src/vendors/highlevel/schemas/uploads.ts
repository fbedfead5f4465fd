import Type from 'typebox';

/**
 * Five files of 5 MB (docs/highlevel.md#uploaded-files); the other parts are a few short fields.
 */
export const UPLOAD_LIMITS = {
  files: 5,
  fileSize: 5 * 1_024 * 1_024,
  fieldSize: 10_000,
  parts: 30,
} as const;

/** All of that, and what stands between. */
export const LONGEST_FORM = 5 * UPLOAD_LIMITS.fileSize + 1_024 * 1_024;

/** How the names of files end that are taken, of 2025 and of 2026. */
export const UPLOAD_ENDINGS: ReadonlySet<string> = new Set(
  (
    'jpg jpeg png mp4 mpeg zip rar pdf doc docx txt mp3 wav ' +
    'gif svg heic ai 3gp wave aiff aif aifc gsm ulaw ogg aac m4a amr csv xls xlsx ppt pptx odt ' +
    'vcf vcard ics'
  ).split(' '),
);

export const uploadAnswer = Type.Object({
  uploadedFiles: Type.Record(Type.String(), Type.String(), {
    description: 'The URL of each file, by its name.',
  }),
  traceId: Type.String(),
});
