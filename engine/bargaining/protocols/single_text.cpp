#include "engine/bargaining/protocols/single_text.h"

#include <algorithm>

#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"
#include "engine/core/portable_math.h"

namespace dragoman {
namespace {

const StreamKey kMediatorStream = MakeStream("protocol mediator");

/// The mediator at work: one text, its drafts, and what it was told.
class Mediation {
 public:
  Mediation(const SingleTextOptions& options, const AssentRule& assent, Floor* floor)
      : options_(options),
        assent_(assent),
        floor_(*floor),
        pool_(options, assent, floor->num_parties()) {}

  /// One tick: listen, ask again about the packages remembered, draft. True once it is over.
  bool Round() {
    if (Listen() || Review()) return true;
    for (int k = 0; k < options_.drafts; ++k) {
      progress_ =
          (floor_.clock().tick - 1 + static_cast<double>(k) / options_.drafts) / floor_.num_ticks();
      if (Step()) return true;
    }
    return closes_late_ && floor_.clock().tick == floor_.num_ticks() && CloseOnBest();
  }

 private:
  double Draw() { return floor_.Draw(kMediatorStream, draws_++); }
  int DrawOneOf(int count) { return floor_.DrawOneOf(kMediatorStream, draws_++, count); }
  static std::uint32_t Bit(int party) { return std::uint32_t{1} << party; }

  // Every party tables what it would like to see in the text. True if silence ended the sitting.
  bool Listen() {
    for (int p = 0; p < floor_.num_parties(); ++p) {
      const PoolOffer* proposal = floor_.CallOn(p);
      if (proposal == nullptr) {
        if (floor_.SilenceBreaks(p)) return true;
        continue;
      }
      wishes_[p] = proposal->offer;
      wished_ |= Bit(p);
      if (options_.votes == Votes::kOpen) {
        floor_.Announce(p, *proposal);
      } else {
        floor_.Show(p, *proposal);
      }
    }
    return false;
  }

  // The parties' views of old packages may have softened, and new wishes are packages too.
  bool Review() {
    for (ScoredPackage& package : pool_.packages()) {
      if (AskAll(&package)) return true;
    }
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if ((wished_ & Bit(p)) != 0 && Consider(wishes_[p])) return true;
    }
    if (!drafted_ && !Begin()) return false;
    if (!closes_late_ && CloseOnBest()) return true;
    if (AskAll(&text_)) return true;
    Keep(text_);
    return AgreedOn(text_);
  }

  bool Consider(const Offer& offer) {
    if (pool_.Holds(offer)) return false;
    ScoredPackage package{.offer = offer};
    if (AskAll(&package)) return true;
    Keep(package);
    return false;
  }

  // What stands anyhow needs no agreement.
  bool Stands(const Offer& offer) const {
    const Outcome* status_quo = floor_.table().status_quo;
    return status_quo != nullptr && offer == *status_quo;
  }
  void Keep(const ScoredPackage& package) {
    if (!Stands(package.offer)) pool_.Keep(package);
  }

  // The first text: what stands, else one of the wishes, else any. False: nothing to go by.
  bool Begin() {
    const SittingTable& table = floor_.table();
    if (table.status_quo != nullptr) {
      text_.offer = *table.status_quo;
    } else if (wished_ != 0) {
      text_.offer = wishes_[DrawnOf(wished_)];
    } else if (options_.vocabulary == Vocabulary::kAny) {
      text_.offer.options.assign(table.space->num_issues(), 0);
      for (std::size_t i = 0; i < table.space->num_issues(); ++i) {
        text_.offer.options[i] =
            static_cast<OptionIndex>(DrawOneOf(static_cast<int>(table.space->size(i))));
      }
    } else {
      return false;
    }
    drafted_ = true;
    return true;
  }

  int DrawnOf(std::uint32_t parties) {
    int count = 0;
    for (int p = 0; p < floor_.num_parties(); ++p) count += (parties & Bit(p)) != 0 ? 1 : 0;
    int left = count > 1 ? DrawOneOf(count) : 0;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if ((parties & Bit(p)) != 0 && left-- == 0) return p;
    }
    return 0;
  }

  // One draft, put to all; the text moves uphill, and downhill with falling probability.
  bool Step() {
    if (!drafted_) return false;
    ScoredPackage draft{.offer = text_.offer};
    Change(&draft.offer);
    if (draft.offer == text_.offer) return false;
    if (AskAll(&draft)) return true;
    Keep(draft);
    if (AgreedOn(draft)) return true;
    if (Moves(pool_.Score(draft) - pool_.Score(text_))) text_ = draft;
    return false;
  }

  bool Moves(double gain) {
    if (gain >= 0) return true;
    const double heat = options_.temperature * portable::Pow(1 - progress_, options_.cooling);
    return heat > 0 && Draw() < portable::Exp(gain / heat);
  }

  void Change(Offer* draft) {
    const int changes = options_.changes > 1 ? 1 + DrawOneOf(options_.changes) : 1;
    if (Draw() < options_.from_pool && TakeOver(changes, draft)) return;
    for (int k = 0; k < changes; ++k) Mutate(draft);
  }

  // Whoever is least satisfied with the text is addressed first: terms of the package it likes best
  // are taken over. False if there is nothing to take over.
  bool TakeOver(int changes, Offer* draft) {
    std::uint32_t ties = 0;
    pool_.LeastSatisfied(text_, &ties);
    const ScoredPackage* wish = pool_.BestFor(DrawnOf(ties));
    if (wish == nullptr) return false;
    bool changed = false;
    for (int k = 0; k < changes; ++k) {
      int differing = 0;
      for (std::size_t i = 0; i < draft->options.size(); ++i) {
        differing += draft->options[i] != wish->offer.options[i] ? 1 : 0;
      }
      if (differing == 0) break;
      int left = DrawOneOf(differing);
      for (std::size_t i = 0; i < draft->options.size(); ++i) {
        if (draft->options[i] == wish->offer.options[i] || left-- != 0) continue;
        draft->options[i] = wish->offer.options[i];
        break;
      }
      changed = true;
    }
    return changed;
  }

  void Mutate(Offer* draft) {
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

  // Puts a package to all. True if somebody left.
  bool AskAll(ScoredPackage* package) {
    const PoolOffer shown{.offer = package->offer};
    floor_.Show(Floor::kMediator, shown);
    package->accepted = 0;
    package->refused = 0;
    const bool quiet = options_.votes == Votes::kConfidential;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      Judgement reply;
      const Floor::Answer answer = floor_.Ask(p, Floor::kMediator, shown, &reply, quiet);
      if (answer == Floor::Answer::kLeft) return true;
      if (answer == Floor::Answer::kYes) package->accepted |= Bit(p);
      if (reply.appraisal.refusal != Refusal::kNone) package->refused |= Bit(p);
      package->worth[p] = reply.appraisal.worth;
    }
    pool_.Note(*package);
    RememberOffer(*package);
    return false;
  }

  // A text that all others would sign is as good as an offer of theirs.
  void RememberOffer(const ScoredPackage& package) {
    for (int p = 0; p < floor_.num_parties(); ++p) {
      double& best = floor_.result().best_offered[p];
      const bool others = (package.accepted | Bit(p)) == assent_.everybody();
      if (others && package.worth[p] > best) best = package.worth[p];
    }
  }

  bool AgreedOn(const ScoredPackage& package) {
    if (closes_late_ || Stands(package.offer) || !assent_.MetBy(package.accepted)) return false;
    floor_.Agree(Floor::kMediator, package.offer);
    return true;
  }

  bool CloseOnBest() {
    const ScoredPackage* best = pool_.BestAccepted();
    if (best == nullptr) return false;
    floor_.Agree(Floor::kMediator, best->offer);
    return true;
  }

  const SingleTextOptions& options_;
  const AssentRule& assent_;
  Floor& floor_;
  MediatorsPool pool_;
  const bool closes_late_ = options_.closing == Closing::kLast;
  bool drafted_ = false;
  ScoredPackage text_;
  std::uint32_t wished_ = 0;
  Offer wishes_[kMaxParties];
  std::uint64_t draws_ = 0;
  double progress_ = 0;
};

/// A single negotiating text: the mediator keeps one text, changes it draft by draft, and asks all
/// parties about each draft, until enough accept.
///
/// At every tick the mediator first hears what each party would table, asks again about the
/// packages it remembers, and then makes `drafts` drafts. A draft differs from the text in 1 ..
/// `changes` issues: with probability `from_pool` terms of the remembered package that the party
/// least satisfied with the text likes best, else issues and options drawn by lot. With s_i how
/// satisfied party i is (MediatorsPool::Satisfaction), a draft becomes the text if
///   V = least * min s_i + (1 - least) * mean s_i
/// does not fall, else with probability exp(dV / T), T = temperature * (1 - progress)^cooling.
///
/// The mediator sees no preferences: it goes by the votes and, in confidence, by what parties say a
/// text is worth to them on scales of their own, of which only the position between each party's
/// least and largest answer counts. Parties do not hear confidential answers or each other's
/// wishes.
///
/// A text is agreed if those accept it whom the rule of assent asks for: at once, or (`closing`
/// last) the best-scored one at the last tick. Several at one time: the best score, then the first
/// in the order of enumeration. The agreement's proposer is the mediator (-1).
///
/// Time: all drafts of a tick happen at its time. Cost: (pool + parties + drafts + 1) judgements of
/// each party per tick.
///
/// Source: Klein, Faratin, Sayama & Bar-Yam (2003), mediated single text with annealing; the
/// one-text procedure: Fisher & Ury (1981), Raiffa (1982).
class SingleText final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    DRAGOMAN_ASSERT(table.space != nullptr);
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    Mediation mediation(options_, assent, &floor);
    for (int tick = 1; tick <= floor.num_ticks(); ++tick) {
      if (!floor.StartTick(tick)) break;
      if (mediation.Round()) break;
      if (tick < floor.num_ticks() && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    options_.Serialize(v);
    terms_.Serialize(v, kTermAssent | kTermSilence | kTermBreakdown | kTermLeaving);
  }

 private:
  SingleTextOptions options_;
  ProtocolTerms terms_;
};

const RegisterProtocol<SingleText> kRegisteredSingleText{
    {
        .name = "single_text",
        .summary = "A mediator redrafts one text until the parties accept it, by annealing.",
        .formula = "V = least min s_i + (1 - least) mean s_i; a draft replaces the text if V does "
                   "not fall, else with probability exp(dV / T), T = temperature (1 - "
                   "progress)^cooling; agreed once accepted as the rule of assent asks",
        .source = "Klein, Faratin, Sayama & Bar-Yam (2003); Raiffa (1982)",
    },
    {.space = true}};

}  // namespace

void SingleTextOptions::Serialize(FieldVisitor* v) {
  v->Visit({.name = "votes",
            .doc = "confidential: yes or no and a score, to the mediator alone; open: yes or no, "
                   "before all"},
           &votes, kVotesNames);
  v->Visit({.name = "vocabulary",
            .doc = "options the mediator may write: those tabled by a party, or any"},
           &vocabulary, kVocabularyNames);
  v->Visit({.name = "closing",
            .doc = "an accepted text is agreed at once (first), or the best one at the last tick"},
           &closing, kClosingNames);
  v->Visit({.name = "drafts",
            .doc = "drafts the mediator tries at every tick",
            .range = {.min = 1, .max = 1e6},
            .unit = "drafts"},
           &drafts);
  v->Visit({.name = "changes",
            .doc = "issues changed in one draft, at most",
            .range = {.min = 1, .max = static_cast<double>(kMaxIssues)},
            .unit = "issues"},
           &changes);
  v->Visit({.name = "pool",
            .doc = "scored packages the mediator remembers and draws on",
            .range = {.min = 0, .max = SingleTextOptions::kMaxPool},
            .unit = "packages"},
           &pool);
  v->Visit({.name = "from_pool",
            .doc = "that a draft takes over terms of the package the least satisfied party likes "
                   "best",
            .range = kUnitInterval,
            .unit = "probability"},
           &from_pool);
  v->Visit({.name = "least",
            .doc = "weight of the least satisfied party against the mean of all",
            .range = kUnitInterval,
            .unit = "share"},
           &least);
  v->Visit({.name = "temperature",
            .doc = "readiness to accept a worse draft at the start; 0: never",
            .range = {.min = 0, .max = 1e6},
            .unit = "satisfaction, 0 to 1",
            .source = "Klein, Faratin, Sayama & Bar-Yam (2003)"},
           &temperature);
  v->Visit({.name = "cooling",
            .doc = "how fast that readiness falls: (1 - progress)^cooling",
            .range = {.min = 0, .max = 100}},
           &cooling);
}

}  // namespace dragoman
