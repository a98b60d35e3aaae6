#include "engine/bargaining/protocols/text_drafter.h"

#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

const StreamKey kMediatorStream = MakeStream("protocol mediator");

// Of the issues in which `draft` is not as `wish`, takes over the one that `left` others come
// before.
void TakeOneOver(const Offer& wish, int left, Offer* draft) {
  for (std::size_t i = 0; i < draft->options.size(); ++i) {
    if (draft->options[i] == wish.options[i] || left-- != 0) continue;
    draft->options[i] = wish.options[i];
    return;
  }
}

int CountDifferences(const Offer& a, const Offer& b) {
  int differing = 0;
  for (std::size_t i = 0; i < a.options.size(); ++i) {
    differing += a.options[i] != b.options[i] ? 1 : 0;
  }
  return differing;
}

}  // namespace

double TextDrafter::Draw() { return floor_.Draw(kMediatorStream, draws_++); }
int TextDrafter::DrawOneOf(int count) { return floor_.DrawOneOf(kMediatorStream, draws_++, count); }

bool TextDrafter::WriteFirst(Offer* text) {
  const SittingTable& table = floor_.table();
  if (table.status_quo != nullptr) {
    *text = *table.status_quo;
  } else if (wished_ != 0) {
    *text = wishes_[DrawnOf(wished_)];
  } else if (options_.vocabulary == Vocabulary::kAny) {
    text->options.assign(table.space->num_issues(), 0);
    for (std::size_t i = 0; i < table.space->num_issues(); ++i) {
      text->options[i] =
          static_cast<OptionIndex>(DrawOneOf(static_cast<int>(table.space->size(i))));
    }
  } else {
    return false;
  }
  return true;
}

int TextDrafter::DrawnOf(std::uint32_t parties) {
  int count = 0;
  for (int p = 0; p < floor_.num_parties(); ++p) count += (parties & Bit(p)) != 0 ? 1 : 0;
  int left = count > 1 ? DrawOneOf(count) : 0;
  for (int p = 0; p < floor_.num_parties(); ++p) {
    if ((parties & Bit(p)) != 0 && left-- == 0) return p;
  }
  return 0;
}

bool TextDrafter::Moves(double gain, double progress) {
  if (gain >= 0) return true;
  const double heat = options_.temperature * portable::Pow(1 - progress, options_.cooling);
  return heat > 0 && Draw() < portable::Exp(gain / heat);
}

void TextDrafter::Change(const ScoredPackage& text, Offer* draft) {
  const int changes = options_.changes > 1 ? 1 + DrawOneOf(options_.changes) : 1;
  if (Draw() < options_.from_pool && TakeOver(text, changes, draft)) return;
  for (int k = 0; k < changes; ++k) Mutate(draft);
}

// Whoever is least satisfied with the text is addressed first: terms of the package it likes best
// are taken over. False if there is nothing to take over.
bool TextDrafter::TakeOver(const ScoredPackage& text, int changes, Offer* draft) {
  std::uint32_t ties = 0;
  pool_.LeastSatisfied(text, &ties);
  const ScoredPackage* wish = pool_.BestFor(DrawnOf(ties));
  if (wish == nullptr) return false;
  bool changed = false;
  for (int k = 0; k < changes; ++k) {
    const int differing = CountDifferences(*draft, wish->offer);
    if (differing == 0) break;
    TakeOneOver(wish->offer, DrawOneOf(differing), draft);
    changed = true;
  }
  return changed;
}

void TextDrafter::Mutate(Offer* draft) {
  const auto issue = static_cast<std::size_t>(DrawOneOf(static_cast<int>(draft->options.size())));
  OptionIndex& option = draft->options[issue];
  if (options_.vocabulary == Vocabulary::kTabled) {
    if (wished_ != 0) option = wishes_[DrawnOf(wished_)].options[issue];
    return;
  }
  const auto values = static_cast<int>(floor_.table().space->size(issue));
  if (values < 2) return;
  const int other = DrawOneOf(values - 1);
  option = static_cast<OptionIndex>(other < option ? other : other + 1);
}

}  // namespace dragoman
