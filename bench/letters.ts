/** Seeded, invented reply letters of about ten passages each: the same seed gives the same letters on every machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AGENCIES,
  DONE,
  GIVEN,
  PARTIES,
  PLACE_HEADS,
  PLACE_TAILS,
  PLANNED,
  ROAD_HEADS,
  STATED,
  SURNAMES,
  TOPICS,
  type Topic,
} from './words.ts';

export interface InventedLetter {
  readonly file: string;
  readonly text: string;
  readonly number: string;
  readonly place: string;
  readonly agency: string;
  readonly topic: string;
  /** Things that its sentences deal with. */
  readonly objects: readonly string[];
}

export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): numbers in [0, 1). */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

/** Letter `index` of a seed. */
export function inventLetter(seed: number, index: number): InventedLetter {
  const random = seeded(seed * 1_000_003 + index);
  const place = `${pick(random, PLACE_HEADS)}${pick(random, PLACE_TAILS)}`;
  const agency = `${place}${pick(random, AGENCIES)}`;
  const topic = pick(random, TOPICS);
  const session = between(random, 8, 18);
  const meeting = between(random, 1, 5);
  const number = `${session}${meeting}${String(index % 100_000).padStart(5, '0')}`;
  const year = between(random, 2016, 2025);
  const objects = topic.objects.toSorted(() => random() - 0.5).slice(0, 3);
  const fill = (template: string, object: string): string =>
    fillTemplate(random, template, { place, topic, object, year });
  const sections = objects.map((object, at) => {
    const sentences = [
      ...Array.from({ length: between(random, 4, 5) }, () => fill(pick(random, DONE), object)),
      fill(pick(random, STATED), object),
      ...Array.from({ length: between(random, 2, 3) }, () => fill(pick(random, PLANNED), object)),
    ];
    return `${'一二三'[at]}、关于加强${object}的建议\n\n${sentences.join('')}\n`;
  });
  const proposer = random() < 0.3 ? pick(random, PARTIES) : `${person(random)}委员`;
  const disclosed = random() < 0.05 ? '依申请公开' : '主动公开';
  const text = `办理结果：${pick(random, ['采纳或解决', '部分采纳', '列入计划拟解决', '留作参考'])}
公开属性：${disclosed}

对${place}政协${inChinese(session)}届${inChinese(meeting)}次会议第${number}号提案的答复

${proposer}：

您提出的“关于推进${topic.name}的提案”收悉，经商有关部门，现将办理情况答复如下：

${sections.join('\n')}
感谢您对我们工作的关心和支持。

${agency}
${year}年${between(random, 4, 9)}月${between(random, 1, 28)}日
`;
  return { file: `${String(index).padStart(6, '0')}.txt`, text, number, place, agency, topic: topic.name, objects };
}

/** 1 to 19. */
function inChinese(number: number): string {
  const units = [...'〇一二三四五六七八九'];
  return number < 10 ? units[number]! : `十${number === 10 ? '' : units[number - 10]}`;
}

function fillTemplate(
  random: Random,
  template: string,
  { place, topic, object, year }: { place: string; topic: Topic; object: string; year: number },
): string {
  return template.replaceAll(/[POSNMYRT]/g, (slot) => {
    switch (slot) {
      case 'P':
        return place;
      case 'O':
        return object;
      case 'S':
        return pick(random, topic.served);
      case 'N':
        return String(between(random, 2, 98));
      case 'M':
        return String(between(random, 20, 9800));
      case 'Y':
        return String(year + between(random, -2, 1));
      case 'R':
        return `${pick(random, ROAD_HEADS)}${pick(random, ['路', '街', '大道', '社区'])}`;
      default:
        return topic.name;
    }
  });
}

function person(random: Random): string {
  const given = random() < 0.3 ? pick(random, GIVEN) : pick(random, GIVEN) + pick(random, GIVEN);
  return pick(random, SURNAMES) + given;
}

/** Writes `count` letters below `knowledge`/letters, a thousand to a folder. */
export function writeLetters(knowledge: string, seed: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const folder = join(knowledge, 'letters', String(Math.floor(index / 1000)).padStart(3, '0'));
    if (index % 1000 === 0) mkdirSync(folder, { recursive: true });
    const { file, text } = inventLetter(seed, index);
    writeFileSync(join(folder, file), text);
  }
}

/** Questions about letters that exist, of every kind that a person asks. */
export function inventQuestions(seed: number, count: number, letters: number): readonly string[] {
  const random = seeded(seed * 7 + 5);
  return Array.from({ length: count }, (_, at) => {
    const { number, place, topic, objects } = inventLetter(seed, Math.floor(random() * letters));
    const object = pick(random, objects);
    switch (at % 5) {
      case 0:
        return `第${number}号提案办得怎么样了？`;
      case 1:
        return `${place}在${object}方面做了什么？`;
      case 2:
        return `${topic}下一步有什么计划？`;
      case 3:
        return `${object}投入了多少资金？`;
      default:
        return `${place}${topic}解决了没有`;
    }
  });
}
