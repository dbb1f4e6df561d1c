import { TopicFilter } from './topic-filter.js';

describe('TopicFilter', () => {
  it.each([
    ['home/+/BTtoMQTT/+', 'home/porch/BTtoMQTT/A4C138', ['porch', 'A4C138']],
    ['grill/state', 'grill/state', []],
    ['+', 'grill', ['grill']],
    ['a/+/c', 'a//c', ['']],
  ])('%s takes %s', (filter, topic, captures) => {
    expect(new TopicFilter(filter).captures(topic)).toEqual(captures);
  });

  it.each([
    ['home/+', 'home'],
    ['home/+', 'home/a/b'],
    ['grill/state', 'grill/State'],
    ['+/broker/version', '$SYS/broker/version'],
  ])('%s leaves %s alone', (filter, topic) => {
    expect(new TopicFilter(filter).captures(topic)).toBeUndefined();
  });

  it.each(['', '#', 'home/#', '$SYS/broker/+', '$share/a/b', 'home/a+/b', 'a\u0000b', 'x'.repeat(257)])(
    'refuses %j',
    (text) => {
      expect(TopicFilter.fault(text)).toEqual(expect.any(String));
    },
  );

  it('counts its wildcards', () => {
    expect(new TopicFilter('a/+/b/+').wildcards).toBe(2);
  });
});
