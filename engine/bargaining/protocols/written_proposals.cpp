#include <algorithm>

#include "engine/bargaining/protocols/ballot.h"
#include "engine/bargaining/protocols/tie_rule.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

/// The texts of one tick, and what has been settled before it.
class WrittenTexts {
 public:
  WrittenTexts(const AssentRule& assent, bool harvest, Floor* floor)
      : assent_(assent), floor_(*floor) {
    const SittingTable& table = floor_.table();
    harvest_ = harvest && table.status_quo != nullptr;
    if (table.status_quo != nullptr) text_.offer = *table.status_quo;
  }

  /// All table, all answer all, the mediator announces the overlap. True once the sitting is over.
  bool Round() {
    if (Collect()) return true;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if (Tabled(p)) floor_.Announce(p, texts_[p]);
    }
    for (int p = 0; p < floor_.num_parties(); ++p) {
      accepted_[p] = {};
      if (Tabled(p) && Answers(p)) return true;
    }
    const int winner =
        WinningSeat(std::span(accepted_, static_cast<std::size_t>(floor_.num_parties())), floor_);
    if (winner >= 0) {
      floor_.Agree(winner, texts_[winner].offer);
      return true;
    }
    return tabled_ == assent_.everybody() && Overlap();
  }

  /// What stays agreed although no whole text was.
  void Keep() { floor_.KeepSettled(settled_, text_.offer); }

 private:
  static std::uint32_t Bit(std::size_t k) { return std::uint32_t{1} << k; }
  bool Tabled(int party) const { return (tabled_ & Bit(static_cast<std::size_t>(party))) != 0; }

  // All write before anybody reads.
  bool Collect() {
    tabled_ = 0;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      const PoolOffer* text = floor_.Seat(p).Propose(floor_.clock());
      if (text == nullptr) continue;
      texts_[p] = *text;
      tabled_ |= Bit(static_cast<std::size_t>(p));
    }
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if (Tabled(p)) continue;
      floor_.TellSilence(p);
      if (floor_.SilenceBreaks(p)) return true;
    }
    return false;
  }

  // The others answer a party's text; who tabled the same text has accepted it. True if one left.
  bool Answers(int proposer) {
    const PoolOffer& text = texts_[proposer];
    AcceptedOffer sums{&text.offer, text.worth, text.worth};
    std::uint32_t assent = Bit(static_cast<std::size_t>(proposer));
    for (int p = floor_.Next(proposer); p != proposer; p = floor_.Next(p)) {
      double worth = texts_[p].worth;
      bool accepts = Tabled(p) && texts_[p].offer == text.offer;
      if (!accepts) {
        Judgement reply;
        const Floor::Answer answer = floor_.Ask(p, proposer, text, &reply);
        if (answer == Floor::Answer::kLeft) return true;
        accepts = answer == Floor::Answer::kYes;
        worth = reply.appraisal.worth;
      }
      if (accepts) assent |= Bit(static_cast<std::size_t>(p));
      sums.product *= accepts ? worth : std::max(worth, 0.0);
      sums.least = std::min(sums.least, worth);
    }
    if (assent_.MetBy(assent)) accepted_[proposer] = sums;
    return false;
  }

  // What all texts agree on, and what of it changes what stands.
  bool Overlap() {
    std::uint32_t common = 0;
    std::uint32_t fresh = 0;
    PoolOffer text = text_;
    const std::size_t issues = texts_[0].offer.options.size();
    for (std::size_t i = 0; i < issues; ++i) {
      const OptionIndex option = texts_[0].offer.options[i];
      bool same = true;
      for (int p = 1; p < floor_.num_parties(); ++p) {
        same = same && texts_[p].offer.options[i] == option;
      }
      if (!same) continue;
      common |= Bit(i);
      const bool settles = harvest_ && (settled_ & Bit(i)) == 0 && text.offer.options[i] != option;
      if (!settles) continue;
      fresh |= Bit(i);
      text.offer.options[i] = option;
    }
    SittingObserver* observer = floor_.table().observer;
    if (observer != nullptr) observer->OnOverlap(floor_.clock(), common, texts_[0].offer);
    return fresh != 0 && Harvest(fresh, text, issues);
  }

  // The overlap alone, the rest as it stands, is put to all. True once the sitting is over.
  bool Harvest(std::uint32_t fresh, const PoolOffer& text, std::size_t issues) {
    floor_.Show(Floor::kMediator, text);
    const VoteEnd vote = PutToVote(Floor::kMediator, text, 0, assent_, &floor_);
    if (vote != VoteEnd::kCarried) return vote == VoteEnd::kOver;
    text_ = text;
    settled_ |= fresh;
    const std::uint32_t open = (issues >= 32 ? ~std::uint32_t{0} : Bit(issues) - 1) & ~settled_;
    if (open == 0) return true;
    SeatMaker* seats = floor_.table().seat_maker;
    if (seats != nullptr) seats->Focus(open, text_.offer);
    return false;
  }

  const AssentRule& assent_;
  Floor& floor_;
  bool harvest_ = false;
  std::uint32_t settled_ = 0;
  PoolOffer text_;  ///< What stands: the status quo, and what was settled.
  std::uint32_t tabled_ = 0;
  PoolOffer texts_[kMaxParties];
  AcceptedOffer accepted_[kMaxParties];
};

/// All parties table texts at once, in writing, at every tick; each answers all others', and the
/// mediator announces what the texts have in common.
///
/// A text that all accept whom the rule of assent asks for is agreed; of several the tie rule
/// chooses one. Otherwise, with `harvest` and a status quo, the mediator puts to all the text that
/// changes only what all texts agree on. If it is accepted, that is settled at once, and the
/// sitting goes on about the rest: the parties are seated anew for it where the caller offers a
/// SeatMaker, else they go on tabling whole texts, which, if agreed, replace what was settled. What
/// was settled remains the agreement if nothing more comes about, also when a party leaves later.
///
/// Time: all texts and answers of a tick happen at its time; every text is answered. Texts leave
/// the table when the tick is over. With two parties, no harvest and positive worths it is
/// simultaneous_proposals, but for equal texts, which are agreed without asking.
///
/// Source: Fisher & Ury (1981) on written drafts; common ground first: Raiffa (1982).
class WrittenProposals final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    WrittenTexts texts(assent, harvest_, &floor);
    for (int tick = 1; tick <= floor.num_ticks(); ++tick) {
      if (!floor.StartTick(tick)) break;
      if (texts.Round()) break;
      if (tick < floor.num_ticks() && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    if (!result.agreed()) texts.Keep();
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "harvest",
              .doc = "what all texts agree on is put to the parties and, if accepted, settled at "
                     "once; needs a status quo"},
             &harvest_);
    terms_.Serialize(
        v, kTermTie | kTermAssent | kTermBallot | kTermSilence | kTermBreakdown | kTermLeaving);
  }

 private:
  bool harvest_ = true;
  ProtocolTerms terms_;
};

const RegisterProtocol<WrittenProposals> kRegisteredWrittenProposals{{
    .name = "written_proposals",
    .summary = "All table texts at once; what the texts have in common is announced and settled.",
    .formula = "agreed: the accepted text with the largest product of reported worths; else the "
               "issues on which all texts agree are put to the parties and settled early",
    .source = "Raiffa (1982); Fisher & Ury (1981)",
}};

}  // namespace
}  // namespace dragoman
