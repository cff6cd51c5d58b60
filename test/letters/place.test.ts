/** The place an agency's name starts with. All names are invented (虚构) but those that test a spelling. */
import { describe, expect, it } from 'vitest';
import { findPlace } from '../../src/letters/place.ts';

const of = (agency: string) => findPlace({ text: agency, start: null }, [], '')?.value ?? null;

describe('place', () => {
  it.each([
    ['白羽区绿化和市容管理局', '白羽区'],
    ['白羽区绿化市容局', '白羽区'],
    ['白羽区园林市政管理局', '白羽区'],
    ['白羽区交通和市政局', '白羽区'],
    ['白羽区住房和城市建设局', '白羽区'],
    ['白羽区城市更新和城市管理局', '白羽区'],
    ['白羽区旧区改造办公室', '白羽区'],
    ['白羽区商务区管理委员会', '白羽区'],
    ['白羽区外事办公室', '白羽区'],
    ['云帆市市场监督管理局', '云帆市'],
    ['云帆市市政工程管理处', '云帆市'],
    ['云帆市市容环境卫生管理局', '云帆市'],
    ['云帆市民政局', '云帆市'],
    ['云帆市政府办公室', '云帆市'],
    ['云帆市政务服务局', '云帆市'],
    ['云帆市政法委', '云帆市'],
    ['云帆市市民服务中心', '云帆市'],
    ['云帆市区域合作办公室', '云帆市'],
    ['青禾县县域经济发展中心', '青禾县'],
    ['云帆市白羽区市场监督管理局', '白羽区'],
    ['云帆市白羽区绿化和市容管理局', '白羽区'],
    ['中共白羽区委宣传部', '白羽区'],
    ['呼和浩特市教育局', '呼和浩特市'],
    ['泰和县水利局', '泰和县'],
    ['天津和平区文化和旅游局', '天津和平区'],
    ['天津市和平区市政局', '和平区'],
    ['聊城市城市管理局', '聊城市'],
    ['市场监督管理局', null],
    ['绿化和市容管理局', null],
    ['市容和城市管理局', null],
  ])('%s %s', (agency, expected) => expect(of(agency)).toBe(expected));

  it('takes no market, look of the town or region in a letter for a place', () => {
    const body = '加强绿化和市容管理，规范城市市场秩序，发展县域经济，推动区域协调，服务市民。'.repeat(4);
    expect(findPlace(null, [], body)).toBeNull();
    expect(findPlace(null, [], `${body}白羽区已建成公园。白羽区市容整洁。`)?.value).toBe('白羽区');
  });
});
