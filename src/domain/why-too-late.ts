/** Why a delivery is given up when no attempt may begin any more; `reason`: of the last one. */
export function whyTooLate({
  replyBy,
  deadlineAt,
  reason,
}: {
  replyBy: number | null;
  deadlineAt: number | null;
  reason: string | null;
}): string {
  const why =
    replyBy !== null && replyBy === deadlineAt
      ? `The provider takes no reply here since ${new Date(replyBy).toISOString()}.`
      : 'It could not be handed over within 7 days.';
  return reason === null ? why : `${why} Last: ${reason}`;
}
