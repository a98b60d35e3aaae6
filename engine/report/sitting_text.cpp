#include "engine/report/sitting_text.h"

#include <algorithm>

#include "engine/report/text_page.h"

namespace dragoman {
namespace {

using Kind = TalkEventKind;

bool SameWords(const TalkEvent& a, const TalkEvent& b) {
  return a.kind == b.kind && a.side == b.side && a.offer == b.offer && a.refusal == b.refusal &&
         a.issue == b.issue && a.rule == b.rule;
}

std::string Exchanges(int first, int last) {
  if (first == last) return "Exchange " + std::to_string(first);
  return "Exchanges " + std::to_string(first) + (last == first + 1 ? " and " : " to ") +
         std::to_string(last);
}

std::string TellSilence(const EventText& words, const SittingLog& sitting, int side) {
  const double best = sitting.seats[static_cast<std::size_t>(side)].a;
  return words.Side(side) + " tables nothing: " +
         (best > 0 ? "what it may accept itself stays below its delegate's margin."
                   : "nothing it may accept itself brings it a gain.");
}

/// What `side` tables in this stretch, told as a change from what it tabled before.
std::string Tabled(const EventText& words, const TalkEvent& event,
                   const std::optional<Outcome>& before, const Outcome& standing,
                   KnownPackages* known) {
  const Outcome& offer = event.offer;
  if (before && *before == offer) return " repeats its package";
  const std::string changes = words.Changes(offer, standing);
  for (const KnownPackages::Entry& entry : known->entries) {
    if (entry.side == event.side && entry.changes == changes && entry.meeting != event.meeting) {
      return " proposes again its package of meeting " + std::to_string(entry.meeting) +
             ", exchange " + std::to_string(entry.tick);
    }
  }
  known->entries.push_back({event.side, event.meeting, event.tick, changes});
  const std::size_t moved = before ? words.NumChanges(offer, *before) : kMaxIssues;
  if (moved <= 3 && moved < words.NumChanges(offer, standing)) {
    return " changes in its package " + words.Changes(offer, *before);
  }
  return " proposes " + changes;
}

void TellAuthority(const EventText& words, const SittingLog& sitting, std::size_t indent,
                   std::vector<Paragraph>* story) {
  for (const TalkEvent& event : sitting.pending) {
    story->push_back({indent, "Left to the capitals: " +
                                  words.Choice(event.issue, EventText::FirstOption(event.options)) +
                                  " is beyond the mandate of " + words.Owner(event.side) +
                                  " delegation (utility " + Number(event.a) +
                                  ", it may sign from " + Number(event.b) + ")."});
  }
  if (sitting.issue != kNoIssue && sitting.pending.empty()) return;
  std::string names;
  for (const TalkEvent& event : sitting.signed_now) {
    if (!names.empty()) names += "; ";
    names += words.Choice(event.issue, EventText::FirstOption(event.options));
  }
  if (!names.empty()) story->push_back({indent, "Signed on the spot: " + names + "."});
}

/// Of several offers of one side the last stretch; -1 if it stayed silent throughout.
int LastOffer(const SittingLog& sitting, int side) {
  int found = -1;
  for (std::size_t k = 0; k < sitting.stretches.size(); ++k) {
    const TalkEvent& event = sitting.stretches[k].first;
    if (event.kind == Kind::kOffer && event.side == side) found = static_cast<int>(k);
  }
  return found;
}

std::string NoAgreement(const EventText& words, const SittingLog& sitting) {
  std::string text = words.IssueName(sitting.issue) + ", not agreed.";
  const int offers[kSides] = {LastOffer(sitting, 0), LastOffer(sitting, 1)};
  if (offers[0] < 0 && offers[1] < 0) {
    return text + " Neither side knows an option that may be signed alone and brings it a gain.";
  }
  for (int side = 0; side < kSides; ++side) {
    if (offers[side] < 0) {
      text += " " + words.Side(side) + " proposes nothing.";
      continue;
    }
    const Stretch& stretch = sitting.stretches[static_cast<std::size_t>(offers[side])];
    text += " " + words.Side(side) + " proposes " +
            words.OptionName(sitting.issue, stretch.first.offer[sitting.issue]) + " (worth " +
            Number(stretch.first.a) + " to it). " + words.Reply(stretch.first, stretch.last);
  }
  return text;
}

/// What the refusing side still misses in a draft; drafts refused on principle come last.
double Missing(const TalkEvent& draft) {
  if (draft.side < 0) return -1;
  const bool on_principle = draft.refusal == Refusal::kRedLine ||
                            draft.refusal == Refusal::kPrecondition ||
                            draft.refusal == Refusal::kInsincere;
  const double worth = draft.side == 0 ? draft.a : draft.b;
  return (on_principle ? 2 : 0) + draft.c - worth;
}

/// Exchanges in which the same draft came nearest to being accepted.
struct Drafting {
  TalkEvent nearest;
  int first_tick = 0;
  int last_tick = 0;
  std::size_t count = 0;  ///< Of all drafts put to the sides in these exchanges.
};

/// The drafts exchange by exchange; those after which the nearest is still the same go together.
std::vector<Drafting> CollectDrafts(const std::vector<TalkEvent>& drafts) {
  std::vector<Drafting> all;
  for (std::size_t first = 0; first < drafts.size();) {
    Drafting now = {drafts[first], drafts[first].tick, drafts[first].tick, 0};
    for (; first < drafts.size() && drafts[first].tick == now.first_tick; ++first) {
      if (Missing(drafts[first]) < Missing(now.nearest)) now.nearest = drafts[first];
      ++now.count;
    }
    const auto same = [&now](const Drafting& other) {
      return other.nearest.offer == now.nearest.offer && other.nearest.side == now.nearest.side;
    };
    // The first of a series is told in full, the rest as one sentence.
    const std::size_t n = all.size();
    if (n > 1 && same(all[n - 1]) && same(all[n - 2])) {
      all[n - 1].last_tick = now.last_tick;
      all[n - 1].count += now.count;
    } else {
      all.push_back(now);
    }
  }
  return all;
}

/// The terms of a draft that did not pass, as a change from the one told before.
std::string NearestTerms(const EventText& words, const Outcome& draft, const TalkEvent* before,
                         const Outcome& standing) {
  const std::size_t moved = before != nullptr ? words.NumChanges(draft, before->offer) : kMaxIssues;
  if (moved <= 3 && moved < words.NumChanges(draft, standing)) {
    return "as before, but with " + words.Changes(draft, before->offer);
  }
  const std::string changes = words.Changes(draft, standing);
  return changes.empty() ? "to leave all as it is" : changes;
}

/// The mediator's drafts, exchange by exchange: how many, and the one that came nearest.
void TellDrafts(const EventText& words, const SittingLog& sitting, const Outcome& standing,
                std::vector<Paragraph>* story) {
  const TalkEvent* told = nullptr;
  const std::vector<Drafting> all = CollectDrafts(sitting.drafts);
  for (const Drafting& now : all) {
    const TalkEvent& best = now.nearest;
    const std::string drafts = std::to_string(now.count) + (now.count == 1 ? " draft" : " drafts");
    std::string text = Exchanges(now.first_tick, now.last_tick) + ": ";
    if (told != nullptr && told->offer == best.offer && told->side == best.side) {
      text += "the mediator puts " + drafts + " more to both; the nearest is still that one.";
    } else if (best.side < 0) {
      text += "the mediator puts " + drafts +
              " to both. This one passes: " + NearestTerms(words, best.offer, nullptr, standing) +
              ". " + Capitalized(words.MediationReply(best)) + ".";
    } else {
      text += "the mediator puts " + drafts + " to both. The nearest is " +
              NearestTerms(words, best.offer, told, standing) + ". " +
              Capitalized(words.MediationReply(best)) + ".";
    }
    told = &best;
    story->push_back({4, std::move(text)});
  }
}

/// True if the sides criticized the mediator's text instead of tabling packages of their own.
bool HasOneText(const SittingLog& sitting) {
  return !sitting.drafts.empty() && LastOffer(sitting, 0) < 0 && LastOffer(sitting, 1) < 0;
}

}  // namespace

SittingLog CollectSitting(std::span<const TalkEvent> events, std::size_t* next) {
  SittingLog sitting;
  sitting.issue = events[*next].issue;
  std::array<std::optional<std::size_t>, kSides> open;
  for (++*next; *next < events.size(); ++*next) {
    const TalkEvent& event = events[*next];
    const auto side = static_cast<std::size_t>(event.side);
    if (event.kind == Kind::kSeat) {
      sitting.seats[side] = event;
    } else if (event.kind == Kind::kOffer || event.kind == Kind::kSilence) {
      if (open[side] && SameWords(sitting.stretches[*open[side]].last, event)) {
        sitting.stretches[*open[side]].last = event;
      } else {
        open[side] = sitting.stretches.size();
        sitting.stretches.push_back({event, event});
      }
    } else if (event.kind == Kind::kMediation) {
      sitting.drafts.push_back(event);
    } else if (event.kind == Kind::kAgreed) {
      sitting.agreed = event;
    } else if (event.kind == Kind::kPending) {
      sitting.pending.push_back(event);
    } else if (event.kind == Kind::kSigned) {
      sitting.signed_now.push_back(event);
    } else {
      break;
    }
  }
  return sitting;
}

std::vector<Paragraph> TellPackageSitting(const EventText& words, const SittingLog& sitting,
                                          const Outcome& standing, KnownPackages* known) {
  std::vector<Paragraph> story;
  story.push_back(
      {2, (HasOneText(sitting) ? "Package sitting on one text, which the mediator alone redrafts. "
                               : "Package sitting. ") +
              ("What its own best package would bring a side: " + words.Side(0)) + " " +
              Number(sitting.seats[0].a) + ", " + words.Side(1) + " " + Number(sitting.seats[1].a) +
              "."});
  std::array<std::optional<Outcome>, kSides> before;
  for (const Stretch& stretch : sitting.stretches) {
    const int side = stretch.first.side;
    std::string text = Exchanges(stretch.first.tick, stretch.last.tick) + ": ";
    if (stretch.first.kind == Kind::kSilence) {
      text += TellSilence(words, sitting, side);
    } else {
      std::optional<Outcome>& last = before[static_cast<std::size_t>(side)];
      text += words.Side(side) + Tabled(words, stretch.first, last, standing, known) + " (worth " +
              Number(stretch.first.a) + " to it). " + words.Reply(stretch.first, stretch.last);
      last = stretch.first.offer;
    }
    story.push_back({4, std::move(text)});
  }
  TellDrafts(words, sitting, standing, &story);
  if (sitting.agreed) {
    const std::string whose =
        sitting.agreed->side < 0 ? "the mediator's" : words.Owner(sitting.agreed->side);
    story.push_back({4, "Agreed at exchange " + std::to_string(sitting.agreed->tick) + ": " +
                            whose + " package."});
  } else {
    story.push_back({4, "No package is agreed."});
  }
  TellAuthority(words, sitting, 4, &story);
  return story;
}

std::vector<Paragraph> TellIssueSitting(const EventText& words, const SittingLog& sitting) {
  std::vector<Paragraph> story;
  if (!sitting.agreed) {
    story.push_back({4, NoAgreement(words, sitting)});
    return story;
  }
  const TalkEvent& agreed = *sitting.agreed;
  if (agreed.side < 0) {
    story.push_back({4, words.Choice(sitting.issue, agreed.offer[sitting.issue]) +
                            ", agreed at exchange " + std::to_string(agreed.tick) + ": " +
                            words.Owner(agreed.side) + " text."});
  }
  for (const Stretch& stretch : sitting.stretches) {
    if (stretch.last.side != agreed.side || stretch.last.tick != agreed.tick) continue;
    story.push_back({4, words.Choice(sitting.issue, agreed.offer[sitting.issue]) + ", agreed. " +
                            words.Side(agreed.side) + " proposes it (worth " +
                            Number(stretch.last.a) + " to it), " + words.Side(Other(agreed.side)) +
                            " accepts at exchange " + std::to_string(agreed.tick) + " (worth " +
                            Number(stretch.last.b) + ")."});
  }
  TellAuthority(words, sitting, 6, &story);
  return story;
}

}  // namespace dragoman
