#include "engine/apps/cli/play_input.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/core/text.h"

namespace dragoman {
namespace {

using Verb = PlayLine::Verb;

struct VerbName {
  std::string_view name;
  Verb verb;
};
/// Of two verbs that begin alike the first one is meant.
constexpr std::array<VerbName, 20> kVerbs = {
    {{"table", Verb::kTable},     {"offer", Verb::kTable},     {"pass", Verb::kPass},
     {"clear", Verb::kClear},     {"accept", Verb::kAccept},   {"yes", Verb::kAccept},
     {"refuse", Verb::kRefuse},   {"no", Verb::kRefuse},       {"stay", Verb::kStay},
     {"leave", Verb::kLeave},     {"suggest", Verb::kSuggest}, {"auto", Verb::kAuto},
     {"options", Verb::kOptions}, {"brief", Verb::kBrief},     {"undo", Verb::kUndo},
     {"help", Verb::kHelp},       {"?", Verb::kHelp},          {"quit", Verb::kQuit},
     {"exit", Verb::kQuit},       {"set", Verb::kChoose}}};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

const VerbName* FindVerb(const std::string& word) {
  for (const VerbName& verb : kVerbs) {
    if (verb.name == word) return &verb;
  }
  for (const VerbName& verb : kVerbs) {
    if (verb.name.starts_with(word)) return &verb;
  }
  return nullptr;
}

bool IsWhole(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Place of `word` in `ids`, by id or by number from 1; ids.size(): none.
std::size_t PlaceOf(const std::string& word, const std::vector<std::string>& ids) {
  if (IsWhole(word)) {
    const std::size_t number = std::stoul(word);
    return number >= 1 && number <= ids.size() ? number - 1 : ids.size();
  }
  for (std::size_t k = 0; k < ids.size(); ++k) {
    if (Lower(ids[k]) == Lower(word)) return k;
  }
  return ids.size();
}

/// "a=b" as two words.
std::vector<std::string> SplitTerms(const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    parts.push_back(word.substr(0, equals));
    if (equals != std::string::npos) parts.push_back(word.substr(equals + 1));
  }
  return parts;
}

}  // namespace

PlayLine ReadPlayLine(std::string_view line) {
  PlayLine read;
  for (const std::string_view word : SplitWords(Trim(line))) read.words.emplace_back(word);
  if (read.words.empty()) return read;
  const std::string first = Lower(read.words[0]);
  const bool terms = IsWhole(first) || first.find('=') != std::string::npos;
  const VerbName* verb = terms ? nullptr : FindVerb(first);
  if (verb == nullptr) {
    read.verb = Verb::kChoose;
    return read;
  }
  read.verb = verb->verb;
  read.words.erase(read.words.begin());
  if (read.verb == Verb::kUndo && !read.words.empty()) {
    if (IsWhole(read.words[0])) {
      read.count = std::stoul(read.words[0]);
    } else {
      read.problem = "undo takes a number of moves, not '" + read.words[0] + "'";
    }
  }
  return read;
}

std::string ChooseTerms(const CompiledScenario& scenario, const SeatDecision& decision,
                        const std::vector<std::string>& words, SeatMove* draft) {
  const std::vector<std::string> parts = SplitTerms(words);
  std::vector<std::string> issues;
  for (const Issue& issue : scenario.space.issues()) issues.push_back(issue.id);
  SeatMove changed = *draft;
  for (std::size_t k = 0; k < parts.size(); k += 2) {
    const std::size_t i = PlaceOf(parts[k], issues);
    if (i == issues.size()) {
      return "no issue and no command '" + parts[k] + "'; " + ExpectedOneOf(parts[k], issues) +
             "; or `help`";
    }
    const IssueIndex index{static_cast<int>(i)};
    const Issue& issue = scenario.space.issue(index);
    std::vector<std::string> options;
    for (const Option& option : issue.options) options.push_back(option.id);
    if (k + 1 == parts.size()) {
      return "which option of " + issue.id + "? " + ExpectedOneOf("", options);
    }
    const std::size_t o = PlaceOf(parts[k + 1], options);
    if (o == options.size()) {
      return "no option '" + parts[k + 1] + "' of " + issue.id + "; " +
             ExpectedOneOf(parts[k + 1], options);
    }
    const auto option = static_cast<OptionIndex>(o);
    if (!Contains(decision.open[i], option)) {
      const bool open = decision.open[i] != OptionBit(decision.standing[index]);
      return issue.options[o].id + " of " + issue.id + " may not be named now" +
             (open ? "; see `options`" : ": the issue is not open");
    }
    changed.named |= std::uint32_t{1} << i;
    changed.offer[index] = option;
  }
  *draft = changed;
  return {};
}

}  // namespace dragoman
