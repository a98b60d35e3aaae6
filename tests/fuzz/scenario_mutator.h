#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

/// @file
/// Mutations that leave most of a document right, so that the fuzzer gets past the reader and the
/// compiler: a number becomes another number, a name another name of the same shape, a line is
/// copied, moved or dropped.

namespace dragoman::testing_support {

inline constexpr std::string_view kHostileNumbers[] = {
    "0",     "1",      "2",        "3",       "16",    "20",   "64",  "0.5", "1e-300", "5e-324",
    "1e-12", "0.0001", "0.999999", "1000000", "1e308", "-1",   "-10", "10",  "100",    "0.01",
    "1.5",   "25",     "99.9999",  "1e-3",    "50",    "0.98", "365", "1e6", "0.25",   "1e-16"};
inline constexpr std::string_view kHostileValues[] = {"null",
                                                      "[]",
                                                      "{}",
                                                      "[all]",
                                                      "all",
                                                      "signed",
                                                      "package",
                                                      "issue_by_issue",
                                                      "easy_first",
                                                      "{uniform: [0, 1]}",
                                                      "{uniform: [0, 0]}",
                                                      "{uniform: [0, 1e-320]}",
                                                      "{beta: [1e-300, 1e-300]}",
                                                      "{beta: [1e6, 1e-6]}",
                                                      "{beta: [0.01, 1e6]}",
                                                      "{all: [water signed, loan signed]}",
                                                      "{any: [water >= W1, meet signed]}"};
/// Keys that few scenarios write; put on a line of their own.
inline constexpr std::string_view kRareLines[] = {
    "derivation: {evidence_cap: 0.5, unmentioned_share: 0, floor: 0, jitter: 25}\n",
    "derivation: {inferred_share: 1, force_noise: 2, force_noise_doubt: 2, salience_noise: 2}\n",
    "  clock: 1\n",
    "  resume: 1\n",
    "  talks_per_coding: 1\n",
    "  M3: {psi: {beta: [0.01, 1]}, belief_noise: 100}\n",
    "  M8: {scale: 1.5}\n",
    "  M12: {beta: {North: 0.01, South: 100}}\n",
    "  M15: {gain: 1, loss: 1}\n",
    "  M16: {rate: 1}\n",
    "  M17: {sigma: 1}\n",
    "  M19: {communication: 0}\n",
    "  M21: {noise: 1, stiffening: 10}\n",
    "  M22: {exploit: {North: 1, South: 0.5}}\n",
    "  M24: {q: 1}\n",
    "  M25: {sd: 0.5}\n",
    "  M32: {base: 10, gap: 10, blame: 0}\n",
    "  M33: {capability: 1, deterrence: 0, during: 1, advance: 0.5}\n",
    "  texts: meet signed\n",
    "  goodwill: meet signed\n",
    "  dated_meeting: meet signed\n",
    "    vital: true\n",
    "    separable: [all]\n",
    "    cheap: [all]\n"};

class ScenarioMutator {
 public:
  ScenarioMutator(std::string_view text, unsigned seed) : text_(text), random_(seed) {}

  std::string Mutate() {
    for (std::size_t count = 1 + Below(3); count > 0; --count) MutateOnce();
    return text_;
  }

 private:
  struct Part {
    std::size_t begin;
    std::size_t end;
  };

  std::size_t Below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  template <std::size_t Size>
  std::string_view AnyOf(const std::string_view (&values)[Size]) {
    return values[Below(Size)];
  }

  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  static bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
  static bool IsWord(char c) {
    return (c >= 'a' && c <= 'z') || IsUpper(c) || IsDigit(c) || c == '_' || c == '.' || c == '+' ||
           c == '-';
  }

  /// Numbers have one shape, capitals with digits such as W1 another, small letters a third.
  static int ShapeOf(std::string_view word) {
    if (word.empty()) return 0;
    if (IsDigit(word[0]) || word[0] == '-' || word[0] == '.') return 1;
    return IsUpper(word[0]) ? (IsDigit(word.back()) ? 2 : 3) : 4;
  }

  Part AnyWord() {
    std::size_t begin = Below(text_.size());
    while (begin < text_.size() && !IsWord(text_[begin])) ++begin;
    while (begin > 0 && IsWord(text_[begin - 1])) --begin;
    std::size_t end = begin;
    while (end < text_.size() && IsWord(text_[end])) ++end;
    return {begin, end};
  }

  Part AnyWordOfShape(int shape) {
    Part word = AnyWord();
    for (int attempt = 0; attempt < 20 && ShapeOf(View(word)) != shape; ++attempt) word = AnyWord();
    return word;
  }

  Part AnyLine() {
    std::size_t begin = Below(text_.size());
    while (begin > 0 && text_[begin - 1] != '\n') --begin;
    const std::size_t end = text_.find('\n', begin);
    return {begin, end == std::string::npos ? text_.size() : end + 1};
  }

  std::string_view View(const Part& part) const {
    return std::string_view(text_).substr(part.begin, part.end - part.begin);
  }

  void Replace(const Part& part, const std::string& by) {
    text_.replace(part.begin, part.end - part.begin, by);
  }

  void MutateOnce() {
    switch (Below(16)) {
      case 0: {
        const std::string line(View(AnyLine()));
        text_.insert(AnyLine().begin, line);
        break;
      }
      case 1:
        Replace(AnyLine(), {});
        break;
      case 2:
        Replace(AnyWord(), std::string(AnyOf(kHostileValues)));
        break;
      case 3:
      case 4:
        text_.insert(AnyLine().begin, std::string(AnyOf(kRareLines)));
        break;
      case 5:
      case 6:
      case 7:
      case 8:
      case 9: {
        const Part place = AnyWord();
        Replace(place, std::string(View(AnyWordOfShape(ShapeOf(View(place))))));
        break;
      }
      default:
        Replace(AnyWordOfShape(1), std::string(AnyOf(kHostileNumbers)));
    }
  }

  std::string text_;
  std::minstd_rand random_;
};

/// A body for LLVMFuzzerCustomMutator; `mutate` is LLVMFuzzerMutate, used one time in four.
template <class Mutate>
std::size_t MutateScenario(std::uint8_t* data, std::size_t size, std::size_t max_size,
                           unsigned seed, Mutate mutate) {
  if (size == 0 || seed % 4 == 0) return mutate(data, size, max_size);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string mutated = ScenarioMutator(text, seed).Mutate();
  const std::size_t length = std::min(mutated.size(), max_size);
  std::copy_n(mutated.begin(), length, data);
  return length;
}

}  // namespace dragoman::testing_support
