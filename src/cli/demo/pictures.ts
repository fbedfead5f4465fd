import { Receiver } from '../../fake/receiver.ts';
import { picture } from './picture.ts';

/** What people photographed, by name. */
const CONTENTS: ReadonlyMap<string, Buffer> = new Map([
  [
    'scratch',
    picture(640, 480, [
      [222, 214, 200],
      [150, 132, 112],
      [38, 92, 132],
    ]),
  ],
  [
    'box',
    picture(480, 640, [
      [236, 222, 196],
      [196, 154, 104],
      [120, 78, 44],
    ]),
  ],
  [
    'label',
    picture(600, 360, [
      [246, 246, 242],
      [208, 214, 222],
      [58, 66, 80],
    ]),
  ],
]);

/** Serves them, as a provider does, until Inlet has its copies. */
export async function servePictures(): Promise<Receiver> {
  const server = await Receiver.start();
  server.usually = (response, _socket, { path }) => {
    const content = CONTENTS.get(path.slice(1).replace(/\.png$/, ''));
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(content);
  };
  return server;
}

export function pictureAt(origin: string, name: string) {
  return {
    ...{ url: `${origin}/${name}.png`, name: `${name}.png` },
    size: CONTENTS.get(name)?.length ?? 0,
  };
}
