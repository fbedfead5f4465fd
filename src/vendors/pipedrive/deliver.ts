import type { Courier, Delivering, Outcome, OutgoingReply } from '../../domain/delivery.ts';
import { judgeAnswer, refused } from '../../domain/judge-answer.ts';
import type { Attachment } from '../../domain/message.ts';
import { chosenFrom, fillTemplate, whyIncomplete } from '../../domain/template.ts';
import type { VendorPorts } from '../vendor.ts';
import type { Provider } from './client.ts';
import { explain, getConversationById, getTemplates, named } from './client.ts';
import { expand } from './manifest.ts';
import type { OutboundFile, Seat } from './outbound.ts';
import { toForm } from './outbound.ts';
import { providerOf } from './provider-of.ts';
import { dataOf, idOf, isJson, parseJson } from './read-answer.ts';
import { tellRemoval } from './removal.ts';

type Ports = Pick<VendorPorts, 'apps' | 'inbox' | 'attachments'>;

/** A step's result, or the outcome that ends the attempt before anything was handed over. */
type Step<T> = { kind: 'done'; value: T } | { kind: 'over'; outcome: Outcome };

/** Replies go to the connector's postMessage, removed channels to its deleteChannelById. */
export function createDelivering(ports: Ports): Delivering {
  return {
    reply: (reply, courier) => handOverReply(ports, reply, courier),
    removal: (removal, courier) => tellRemoval(ports, removal, courier),
  };
}

/** Seats, text, files, hand over, read the id. */
async function handOverReply(
  ports: Ports,
  reply: OutgoingReply,
  courier: Courier,
): Promise<Outcome> {
  const provider = await providerOf(ports, reply.channel);
  const template = provider?.manifest.postMessage;
  if (provider === null || template === undefined) {
    return { kind: 'held', reason: 'The app of this channel has no manifest yet.' };
  }
  const seats = await seatsOf(ports, provider, reply, courier);
  if (seats.kind === 'over') return seats.outcome;
  const text = await textOf(provider, reply, courier);
  if (text.kind === 'over') return text.outcome;
  const files = await filesOf(ports, reply);
  if (files.kind === 'over') return files.outcome;
  const made = toForm(reply, text.value, seats.value, files.value);
  if ('refusal' in made) return refused(made.refusal);

  const answer = await courier.handOver(
    {
      method: 'POST',
      url: expand(template, {
        providerChannelId: reply.channel.externalId,
        sourceConversationId: reply.conversation.externalId,
      }),
      headers: { authorization: provider.authorization },
      body: made,
    },
    { canRepeat: false },
  );
  const judging = { now: courier.now, canRepeat: false, accept, explain };
  return named('postMessage', judgeAnswer(answer, judging));
}

/** The id is what later reports and echoes name the message by. */
function accept(body: string): Outcome {
  const parsed = parseJson(body);
  const data = parsed === null ? null : dataOf(parsed);
  const externalId = isJson(data) ? idOf(data['id']) : null;
  if (externalId !== null) return { kind: 'sent', identity: { externalId, scope: 'conversation' } };
  const reason = 'The connector took the message, but its answer names no id for it.';
  return { kind: 'unknown', reason, canRepeat: false, retryAt: null };
}

/** As they stand, or as the connector says where one of them was only guessed so far. */
async function seatsOf(
  { inbox }: Ports,
  provider: Provider,
  { channel, conversation, participants }: OutgoingReply,
  courier: Courier,
): Promise<Step<Seat[]>> {
  // The business's seat that Inlet made for itself is nobody's at the provider.
  const known = participants.filter(
    ({ isPlaceholder, role }) => role === 'contact' || !isPlaceholder,
  );
  const isComplete =
    known.every(({ isPlaceholder }) => !isPlaceholder) &&
    known.some(({ role }) => role === 'business');
  if (isComplete) return done(known);
  const ids = {
    providerChannelId: channel.externalId,
    sourceConversationId: conversation.externalId,
  };
  const asked = await getConversationById(provider, ids, null, (request) => courier.ask(request));
  if (asked.kind === 'failed') {
    const { reason, code, isPassing, retryAt, needsAttention } = asked;
    if (isPassing) return over({ kind: 'retry', reason, code, retryAt });
    return over({ kind: 'refused', reason, needsAttention, stopsReceiver: false });
  }
  const { workspaceId, id: channelId } = channel;
  await inbox.importConversation({ workspaceId, channelId, conversation: asked.value });
  return done(asked.value.seats);
}

async function textOf(
  provider: Provider,
  { channel, message, template }: OutgoingReply,
  courier: Courier,
): Promise<Step<string>> {
  if (template === null || message.text !== '') return done(message.text);
  const asked = await getTemplates(provider, channel.externalId, (request) => courier.ask(request));
  if (asked.kind === 'failed') {
    const { reason, code, isPassing, retryAt } = asked;
    return over(isPassing ? { kind: 'retry', reason, code, retryAt } : refused(reason));
  }
  const chosen = chosenFrom(asked.value, template);
  if (chosen === null) return over(refused(`The connector knows no template ${template.id}.`));
  const fault = whyIncomplete(chosen, template);
  if (fault !== null) return over(refused(`The parameters of template ${chosen.id}: it ${fault}.`));
  return done(fillTemplate(chosen, template));
}

async function filesOf(ports: Ports, { message }: OutgoingReply): Promise<Step<OutboundFile[]>> {
  const files: OutboundFile[] = [];
  for (const attachment of message.attachments) {
    const file = await fileOf(ports, message.workspaceId, attachment);
    if (file.kind === 'over') return file;
    files.push(file.value);
  }
  return done(files);
}

/** An upload, or our copy of what a link names. */
async function fileOf(
  { attachments }: Ports,
  workspaceId: number,
  { url, name }: Attachment,
): Promise<Step<OutboundFile>> {
  const own = await attachments.fileOf(url);
  const copy = own === null ? (await attachments.copiesOf(workspaceId, [url]))[url] : undefined;
  if (own === null && (copy === undefined || copy.state === 'waiting')) {
    return over({ kind: 'retry', reason: 'An attachment is still being copied.', retryAt: null });
  }
  const found = own?.workspaceId === workspaceId ? own : (copy?.file ?? null);
  const opened = found === null ? null : await attachments.open(found.name);
  if (opened === null) {
    return over(refused(`An attachment cannot be sent. ${copy?.reason ?? 'It is not there.'}`));
  }
  const { file, content } = opened;
  const blob = new Blob([new Uint8Array(content)], { type: file.mediaType });
  return done({ filename: name ?? file.title ?? file.name, content: blob });
}

function done<T>(value: T): Step<T> {
  return { kind: 'done', value };
}

function over(outcome: Outcome): { kind: 'over'; outcome: Outcome } {
  return { kind: 'over', outcome };
}
