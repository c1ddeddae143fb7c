// What the scripts share: their task, which is { address, token }, and ways to ask the gateway without a client.
import { text } from 'node:stream/consumers';

export const task = JSON.parse(await text(process.stdin));
export const endpoint = `${task.address}graphql`;
export const headers = { authorization: `Bearer ${task.token}` };

export async function post(query, variables) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

let added = 0;

// Nothing says when a subscription stands, so songs are added until one of their titles was heard: what others add may be heard as well.
export async function hearSong(heard) {
  const live = `Live song ${process.pid}`;
  const ours = () => heard.find((title) => title.startsWith(live));
  const mutation = 'mutation A($input: AddSongInput!) { addSong(input: $input) { song { id } errors { ... on Error { message } } } }';
  for (let i = 0; i < 600 && !ours(); i++) {
    const title = `${live} ${added++}`;
    const { addSong } = await post(mutation, { input: { title, artists: ['The Testers'], durationMs: 1000 } });
    if (!addSong.song) throw new Error(JSON.stringify(addSong.errors));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  return ours() ?? `${heard}`;
}

export const sdl = async () => await (await fetch(`${endpoint}?sdl`)).text();

export const tell = (result) => console.log(JSON.stringify(result));
