#include "engine/bargaining/protocol_terms.h"

#include "engine/core/fields.h"

namespace dragoman {
namespace {

void VisitAssent(FieldVisitor* v, ProtocolTerms* terms) {
  v->Visit({.name = "assent",
            .doc = "whose acceptance makes an agreement: everybody's, that of "
                   "more than half of all weight, or of `quota` of weight"},
           &terms->assent, kAssentNames);
  v->Visit({.name = "quota",
            .doc = "weight that must accept where assent is `quota`; above the total: everybody",
            .range = {.min = 0, .min_open = true},
            .unit = "units of `weights`"},
           &terms->quota);
  v->Visit({.name = "weights",
            .doc = "votes of each seat in order; 1 where none is given",
            .range = {.min = 0, .max = 1e12}},
           &terms->weights);
}

void VisitEnds(FieldVisitor* v, unsigned heeded, ProtocolTerms* terms) {
  if ((heeded & kTermBreakdown) != 0) {
    v->Visit({.name = "breakdown",
              .doc = "risk that chance ends the sitting, each time it may",
              .range = kUnitInterval,
              .unit = "probability",
              .source = "Binmore, Rubinstein & Wolinsky (1986)"},
             &terms->breakdown);
  }
  if ((heeded & kTermBreakdownAt) != 0) {
    v->Visit({.name = "breakdown_at",
              .doc = "when it may: after every tick but the last, or after every refused offer"},
             &terms->breakdown_at, kBreakdownAtNames);
  }
  if ((heeded & kTermLeaving) != 0) {
    v->Visit({.name = "leaving",
              .doc = "a party may leave for its outside option instead of answering; false: it "
                     "merely refuses"},
             &terms->leaving);
  }
}

}  // namespace

void ProtocolTerms::Serialize(FieldVisitor* v, unsigned heeded) {
  if ((heeded & kTermOpener) != 0) {
    v->Visit({.name = "opener",
              .doc = "who speaks first: the first or last seat, each in turn by tick, one drawn "
                     "per sitting, or one drawn at every tick"},
             &opener, kOpenerNames);
  }
  if ((heeded & kTermLastAnswer) != 0) {
    v->Visit({.name = "last_offer_answered",
              .doc = "after the last tick the others may still accept what stands"},
             &last_offer_answered);
  }
  if ((heeded & kTermAssent) != 0) VisitAssent(v, this);
  if ((heeded & kTermSilence) != 0) {
    v->Visit({.name = "silence",
              .doc = "a party with nothing to table passes, or breaks off the sitting"},
             &silence, kSilenceNames);
  }
  VisitEnds(v, heeded, this);
  if ((heeded & kTermTie) != 0) {
    v->Visit({.name = "tie",
              .doc = "which of several offers accepted at one tick is agreed: largest product of "
                     "reported worths, best for whoever reports least, lowest seat, or by lot"},
             &tie, kTieRuleNames);
  }
  if ((heeded & kTermBallot) != 0) {
    v->Visit({.name = "ballot",
              .doc = "all answer in turn and hear each other, or all at once in secret"},
             &ballot, kBallotNames);
  }
  if ((heeded & kTermPace) != 0) {
    v->Visit({.name = "pace",
              .doc = "time of a stretch of fewer ticks than the clock has: that of its own ticks, "
                     "or spread over the whole clock, ending at its last time"},
             &pace, kPaceNames);
  }
}

AssentRule::AssentRule(const ProtocolTerms& terms, int num_parties)
    : everybody_((std::uint32_t{1} << num_parties) - 1),
      unanimous_(terms.assent == Assent::kUnanimity) {
  DRAGOMAN_ASSERT(num_parties >= 1 && num_parties <= static_cast<int>(kMaxParties));
  if (unanimous_) return;
  double total = 0;
  for (std::size_t p = 0; p < static_cast<std::size_t>(num_parties); ++p) {
    weights_[p] = p < terms.weights.size() ? terms.weights[p] : 1;
    total += weights_[p];
  }
  // Sums of shares such as .1 + .2 may fall short of .3 by their rounding.
  constexpr double kSlack = 1e-12;
  needed_ =
      terms.assent == Assent::kMajority ? total / 2 * (1 + kSlack) : terms.quota * (1 - kSlack);
}

bool AssentRule::Enough(std::uint32_t accepted) const {
  double sum = 0;
  for (std::size_t p = 0; accepted != 0; ++p, accepted >>= 1U) {
    if ((accepted & 1U) != 0) sum += weights_[p];
  }
  return sum >= needed_;
}

double TimeOfTick(TickTime reading, int tick, int ticks) {
  const double k = tick;
  const double n = ticks;
  switch (reading) {
    case TickTime::kEnd:
      return k / n;
    case TickTime::kWithin:
      return k / (n + 1);
    case TickTime::kStart:
      return (k - 1) / n;
    case TickTime::kSpan:
      return ticks == 1 ? 1 : (k - 1) / (n - 1);
  }
  return 1;
}

void FillTickTimes(TickTime reading, int ticks, std::vector<double>* times) {
  times->clear();
  for (int tick = 1; tick <= ticks; ++tick) times->push_back(TimeOfTick(reading, tick, ticks));
}

}  // namespace dragoman
