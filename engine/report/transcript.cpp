#include "engine/report/transcript.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "engine/report/names.h"
#include "engine/report/sitting_text.h"
#include "engine/report/text_page.h"
#include "engine/scenario/runner.h"

namespace dragoman {
namespace {

using Kind = TalkEventKind;

/// What was told of one sitting, and in which meeting, so that repetitions can be folded.
struct Told {
  int meeting = 0;
  std::vector<Paragraph> story;
};

class TranscriptWriter {
 public:
  TranscriptWriter(const CompiledScenario& scenario, std::span<const TalkEvent> events, int width)
      : scenario_(scenario), events_(events), words_(scenario), page_(width) {
    standing_ = scenario.space.StatusQuo();
    told_.resize(scenario.space.num_issues());
  }

  std::string Write(const Runner& runner, const RunRecord& record, std::uint64_t seed,
                    const BlockerFinding& blockers) {
    page_.Put(0, scenario_.source.title);
    page_.Put(0, "Run " + std::to_string(record.run) + " of seed " + std::to_string(seed) +
                     ", coding " + std::to_string(record.coding) + ", evidence " + scenario_.tier +
                     (scenario_.without_reported_outcomes ? " without the reported outcomes" : "") +
                     ". What a package is worth to a side is counted over no deal: 0 is no better "
                     "than none, 1 all it wants.");
    std::size_t next = WriteDraws();
    while (next < events_.size()) next = WriteEvent(next);
    FlushTrust();
    WriteEnd(runner, record, blockers);
    return page_.text();
  }

 private:
  std::string Side(int side) const { return words_.Side(side); }

  // ---- What was drawn for the run

  std::size_t WriteDraws() {
    page_.Gap();
    page_.Put(0, "WHAT WAS DRAWN");
    std::size_t end = 0;
    while (end < events_.size() && events_[end].kind != Kind::kMeeting) ++end;
    const auto draws = events_.first(end);
    for (const TalkEvent& event : draws) {
      if (event.kind == Kind::kSincerity) page_.Put(2, "Sincerity: " + words_.Sincerity(event));
    }
    for (const TalkEvent& event : draws) {
      if (event.kind == Kind::kRedLine) page_.Put(2, "Red line: " + words_.RedLine(event));
    }
    for (const TalkEvent& event : draws) {
      if (event.kind == Kind::kBinding) page_.Put(2, "Precondition: " + words_.Precondition(event));
    }
    std::vector<TalkEvent> sides;
    for (const TalkEvent& event : draws) {
      if (event.kind == Kind::kDrawn) sides.push_back(event);
    }
    if (sides.size() == kSides) WriteNumbers(sides[0], sides[1]);
    return end;
  }

  void WriteNumbers(const TalkEvent& a, const TalkEvent& b) {
    TextTable table({false, true, true});
    table.AddRow({"", Side(0), Side(1)});
    table.AddRow({"belief in winning what fighting can decide", Number(a.a), Number(b.a)});
    table.AddRow({"share of no deal that such fighting decides", Number(a.b), Number(b.b)});
    table.AddRow({"cost that an end of the conflict saves", Number(a.c), Number(b.c)});
    table.AddRow({"inflation of its demands", Number(a.d), Number(b.d)});
    table.AddRow({"trust in the other side", Number(a.e), Number(b.e)});
    page_.Verbatim(table.Text("  "));
  }

  // ---- The meetings. Each function writes the event at `k` and returns the next one to write.

  std::size_t WriteEvent(std::size_t k) {
    const TalkEvent& event = events_[k];
    if (event.kind == Kind::kTrust) return NoteTrust(k);
    if (event.kind != Kind::kBlame && event.kind != Kind::kBelief) FlushTrust();
    if (event.kind == Kind::kSitting) return WriteSitting(k);
    FlushRepeats();
    if (event.kind == Kind::kRenewed) return WriteRenewed(k);
    if (event.kind == Kind::kDelegation) return WriteDelegations(k);
    if (event.kind == Kind::kBattle || event.kind == Kind::kBelief) return WriteBeliefs(k);
    switch (event.kind) {
      case Kind::kMeeting:
        BeginMeeting(event);
        break;
      case Kind::kInsult:
        insulted_[static_cast<std::size_t>(Other(event.side))] = true;
        page_.Put(2,
                  "Statements: " + Side(event.side) + " insults " + Side(Other(event.side)) + ".");
        break;
      case Kind::kCapitals:
        WriteCapitals(k);
        break;
      case Kind::kSigned:
        // Outside a sitting: the capitals just approved it.
        standing_[event.issue] = EventText::FirstOption(event.options);
        break;
      case Kind::kThreatExecuted:
        page_.Put(2, Side(event.side) + " carries out its threat " +
                         (event.b > 0 ? "within 30 days of the end of the talks"
                                      : "while the talks go on") +
                         " (probability " + Number(event.a) + ").");
        break;
      case Kind::kPressure:
        WritePressure(event);
        break;
      case Kind::kBlame:
        page_.Put(2, words_.Blame(event, Refused(event)));
        break;
      case Kind::kHazard:
        WriteHazard(event);
        break;
      case Kind::kLapse:
        page_.Put(2, std::string("No further meeting was agreed. Contact ") +
                         (event.a > 0 ? "resumes" : "does not resume") +
                         " within 45 days (probability of resuming " + Number(event.b) + ").");
        break;
      case Kind::kTexts:
        WriteTexts(event);
        break;
      case Kind::kClosed:
        if (pending_) page_.Put(2, "What was left to the capitals falls with the talks.");
        break;
      default:
        if (const std::string text = Sentence(event); !text.empty()) page_.Put(2, text);
        break;
    }
    return k + 1;
  }

  /// Events that one sentence tells; empty for others.
  std::string Sentence(const TalkEvent& event) const {
    switch (event.kind) {
      case Kind::kRatified:
        return words_.Ratified(event);
      case Kind::kGesture:
        return "Statements: " + words_.Gesture(event);
      case Kind::kConduct:
        return words_.Conduct(event);
      case Kind::kReadiness:
        return words_.Readiness(event);
      case Kind::kTextShown:
        return words_.TextShown(event);
      case Kind::kSpoiler:
        return words_.Spoiler(event);
      case Kind::kSurvival:
        return EventText::Survival(event);
      case Kind::kDeadline:
        return EventText::Deadline(event);
      default:
        return "";
    }
  }

  void BeginMeeting(const TalkEvent& event) {
    meeting_ = event.meeting;
    singles_ = false;
    sat_ = false;
    insulted_ = {};
    slight_ = {};
    page_.Gap();
    page_.Put(0, "MEETING " + std::to_string(meeting_));
    if (table_ == 0 || (table_ & ~event.options) != 0) {
      page_.Put(2, "On the table: " + words_.IssueNames(event.options) + ".");
    } else if (table_ != event.options) {
      page_.Put(2, "On the table, as before and in addition: " +
                       words_.IssueNames(event.options & ~table_) + ".");
    }
    table_ = event.options;
  }

  std::size_t WriteDelegations(std::size_t k) {
    std::string text;
    for (; k < events_.size() && events_[k].kind == Kind::kDelegation; ++k) {
      const TalkEvent& event = events_[k];
      if (!text.empty()) text += "; ";
      text +=
          Side(event.side) + " sends rank " + Number(event.a) + " with mandate " + Number(event.b);
      slight_[static_cast<std::size_t>(event.side)] = event.c;
      if (event.c > 0) text += " and feels slighted by " + Number(event.c);
    }
    if (text != delegations_) page_.Put(2, "Delegations: " + text + ".");
    delegations_ = text;
    return k;
  }

  std::size_t WriteRenewed(std::size_t k) {
    std::string text;
    for (; k < events_.size() && events_[k].kind == Kind::kRenewed; ++k) {
      const OptionIndex option = EventText::FirstOption(events_[k].options);
      standing_[events_[k].issue] = option;
      if (!text.empty()) text += "; ";
      text += words_.IssueName(events_[k].issue) + " (back at " +
              words_.OptionName(events_[k].issue, option) + ")";
    }
    page_.Put(2, "Carried out and open again: " + text + ".");
    return k;
  }

  // The same threat is told once.
  void WritePressure(const TalkEvent& event) {
    std::string& told = pressure_[static_cast<std::size_t>(event.side)];
    const std::string text = words_.Pressure(event);
    if (text != told) page_.Put(2, text);
    told = text;
  }

  // What was refused, by whose package it was if it has been told, else by its terms.
  std::string Refused(const TalkEvent& event) const {
    const int other = Other(event.side);
    const std::optional<Outcome>& last = last_offer_[static_cast<std::size_t>(other)];
    if (last && *last == event.offer) return words_.Owner(other) + " last package";
    return words_.Changes(event.offer, standing_);
  }

  void WriteCapitals(std::size_t k) {
    const TalkEvent& event = events_[k];
    const std::string what = words_.Changes(event.offer, standing_);
    if (event.refusal == Refusal::kNone) {
      page_.Put(2,
                sat_ ? "After the meeting the capitals approve what was left to them: " + what + "."
                     : "The capitals approve what was left to them: " + what + ".");
    } else {
      page_.Put(2, std::string(sat_ ? "After the meeting the capitals" : "The capitals") +
                       " were asked about " + what + ". " + words_.CapitalRefusal(event));
    }
    while (k + 1 < events_.size() &&
           (events_[k + 1].kind == Kind::kSigned || events_[k + 1].kind == Kind::kRatified)) {
      ++k;
    }
    pending_ = false;
    if (k + 1 < events_.size() && events_[k + 1].kind == Kind::kSurvival) ++k;
    const bool over = k + 1 < events_.size() && events_[k + 1].kind == Kind::kClosed;
    if (over && !sat_) {
      page_.Put(2, "That ends the conflict; the meeting is not held.");
    }
  }

  std::size_t WriteSitting(std::size_t k) {
    const SittingLog sitting = CollectSitting(events_, &k);
    sat_ = true;
    NoteAgreement(sitting);
    if (sitting.issue == kNoIssue) {
      Put(TellPackageSitting(words_, sitting, standing_, &known_));
    } else {
      if (!singles_) page_.Put(2, "Issues that may be signed alone:");
      singles_ = true;
      std::vector<Paragraph> story = TellIssueSitting(words_, sitting);
      Told& told = told_[At(sitting.issue)];
      if (told.story == story) {
        NoteRepeat(told.meeting, words_.IssueName(sitting.issue) +
                                     (sitting.agreed ? " (agreed)" : " (not agreed)"));
      } else {
        FlushRepeats();
        Put(story);
        told = {meeting_, std::move(story)};
      }
    }
    for (const TalkEvent& event : sitting.signed_now) {
      standing_[event.issue] = EventText::FirstOption(event.options);
    }
    return k;
  }

  void NoteAgreement(const SittingLog& sitting) {
    for (const Stretch& stretch : sitting.stretches) {
      if (stretch.last.kind != Kind::kOffer || sitting.issue != kNoIssue) continue;
      last_offer_[static_cast<std::size_t>(stretch.last.side)] = stretch.last.offer;
    }
    if (!sitting.pending.empty()) pending_ = true;
    if (!sitting.agreed || agreed_in_ != 0) return;
    if (scenario_.talks->ends_conflict.Holds(sitting.agreed->offer)) agreed_in_ = meeting_;
  }

  void NoteRepeat(int meeting, const std::string& what) {
    if (repeated_meeting_ != meeting) FlushRepeats();
    repeated_meeting_ = meeting;
    if (!repeated_.empty()) repeated_ += "; ";
    repeated_ += what;
  }

  void FlushRepeats() {
    if (repeated_.empty()) return;
    page_.Put(4, "As in meeting " + std::to_string(repeated_meeting_) + ": " + repeated_ + ".");
    repeated_.clear();
  }

  void Put(const std::vector<Paragraph>& story) {
    for (const Paragraph& paragraph : story) page_.Put(paragraph.indent, paragraph.text);
  }

  // Trust moves in several small steps; told is where each side's began and where it went.
  std::size_t NoteTrust(std::size_t k) {
    FlushRepeats();
    const auto side = static_cast<std::size_t>(events_[k].side);
    if (!trust_moved_[side]) trust_from_[side] = events_[k].a;
    trust_moved_[side] = true;
    trust_to_[side] = events_[k].b;
    return k + 1;
  }

  void FlushTrust() {
    std::string text;
    for (std::size_t s = 0; s < kSides; ++s) {
      if (!trust_moved_[s]) continue;
      trust_moved_[s] = false;
      const int side = static_cast<int>(s);
      if (!text.empty()) text += "; ";
      text += Side(side) + " in " + Side(Other(side)) + " from " + Number(trust_from_[s]) + " to " +
              Number(trust_to_[s]);
    }
    if (!text.empty()) page_.Put(2, "Trust: " + text + ".");
  }

  // Of both sides: what each believes, or what it believes that the other believes.
  std::size_t WriteBeliefs(std::size_t k) {
    const Kind kind = events_[k].kind;
    std::string text;
    for (; k < events_.size() && events_[k].kind == kind; ++k) {
      const TalkEvent& event = events_[k];
      const std::string before = Number(event.a);
      const std::string after = Number(event.b);
      if (kind == Kind::kBelief && before == after) continue;
      if (!text.empty()) text += "; ";
      text += Side(event.side) + " from " + before + " to " + after;
    }
    if (text.empty()) return k;
    page_.Put(2, (kind == Kind::kBattle ? "Outside the talks, belief in winning: "
                                        : "Guess at the other's belief in winning: ") +
                     text + ".");
    return k;
  }

  void WriteHazard(const TalkEvent& event) {
    const auto side = static_cast<std::size_t>(event.side);
    page_.Put(2, Side(event.side) + (event.c < event.a ? " walks out" : " stays") +
                     ": chance of leaving " + Fixed(event.a, 3) + ", drawn " + Fixed(event.c, 3) +
                     " (patience " + Number(event.d) + (insulted_[side] ? ", insulted" : "") +
                     (slight_[side] > 0 ? ", slight " + Number(slight_[side]) : "") +
                     ", unmet hope " + Number(event.b) + Unrest(event.e) + ").");
  }

  // What threats, spoilers and the like add to the wish to leave.
  static std::string Unrest(double added) {
    if (added == 0) return "";
    return (added > 0 ? ", stirred up by " : ", held back by ") + Number(std::abs(added));
  }

  void WriteTexts(const TalkEvent& event) {
    std::string text =
        "Written terms will be exchanged: from now on every position is on the table";
    if (event.options != 0) text += ", also on " + words_.IssueNames(event.options);
    page_.Put(2, text + ".");
  }

  // ---- The end

  void WriteEnd(const Runner& runner, const RunRecord& record, const BlockerFinding& blockers) {
    page_.Gap();
    page_.Put(0, "OUTCOME");
    page_.Put(2, "Headline " + std::to_string(record.end.headline) +
                     " of 7: " + HeadlinePhrase(record.end.headline) +
                     " (after the first meeting " + std::to_string(record.first.headline) + ": " +
                     HeadlinePhrase(record.first.headline) + "). Meetings " +
                     std::to_string(record.meetings) + ", days " + std::to_string(record.days) +
                     ".");
    std::string flags;
    for (int k = 0; k < kNumFlags; ++k) {
      if (!record.end.has(static_cast<Flag>(k))) continue;
      if (!flags.empty()) flags += "; ";
      flags += FlagPhrase(static_cast<Flag>(k));
    }
    page_.Put(2, "Flags: " + (flags.empty() ? "none" : flags) + ".");
    const std::string changed = words_.Changes(record.standing, scenario_.space.StatusQuo());
    page_.Put(2, "In force at the end: " +
                     (changed.empty() ? "nothing beyond the status quo" : changed) + ".");
    page_.Put(2, "What stood in the way: " + Obstacle(runner, record, blockers));
  }

  std::string Obstacle(const Runner& runner, const RunRecord& record,
                       const BlockerFinding& blockers) const {
    const std::string deal =
        "a package with " + RuleText(scenario_, scenario_.source.roles.ends_conflict);
    if (record.deal_in != 0) return "nothing; " + deal + " is in force.";
    if (blockers.possible && agreed_in_ != 0) {
      return "no red line and no precondition; " + deal + " was agreed in meeting " +
             std::to_string(agreed_in_) + ", but the capitals never approved it.";
    }
    if (blockers.possible) {
      return "no red line and no precondition; " + deal +
             " would have left neither side below no deal, but the talks did not reach one.";
    }
    if (!blockers.ever_possible) {
      return "the terms themselves; even with nothing ruled out, " + deal +
             " would leave one side below no deal.";
    }
    const std::string would = deal + " that leaves neither side below no deal would have existed.";
    const ConstraintList& list = runner.constraints();
    std::vector<std::string> names;
    names.reserve(blockers.alone.size());
    for (const std::uint16_t number : blockers.alone) {
      names.push_back(ConstraintText(scenario_, list[number]));
    }
    if (names.size() == 1) return names[0] + "; without it " + would;
    if (!names.empty()) {
      return JoinWords(names, "and") +
             (names.size() == 2 ? "; without either of them " : "; without any one of them ") +
             would;
    }
    if (blockers.pairs.empty()) {
      return "three or more things at once; no two of them explain it alone.";
    }
    return Pairs(list, blockers) + "; if both were gone, " + would;
  }

  // "A together with B or C" if all pairs share A, else "A together with B, or C together with D".
  std::string Pairs(const ConstraintList& list, const BlockerFinding& blockers) const {
    const auto shared_by_all = [&blockers](std::uint16_t x) {
      return std::all_of(blockers.pairs.begin(), blockers.pairs.end(),
                         [x](const auto& pair) { return pair.first == x || pair.second == x; });
    };
    const auto name = [&](std::uint16_t number) { return ConstraintText(scenario_, list[number]); };
    std::vector<std::string> names;
    for (const std::uint16_t shared : {blockers.pairs[0].second, blockers.pairs[0].first}) {
      if (!shared_by_all(shared)) continue;
      for (const auto& [a, b] : blockers.pairs) names.push_back(name(a == shared ? b : a));
      return name(shared) + ", together with " + JoinWords(names, "or");
    }
    for (const auto& [a, b] : blockers.pairs)
      names.push_back(name(a) + " together with " + name(b));
    return JoinWords(names, "or");
  }

  const CompiledScenario& scenario_;
  std::span<const TalkEvent> events_;
  EventText words_;
  TextPage page_;
  Outcome standing_;
  std::vector<Told> told_;  ///< By issue.
  KnownPackages known_;
  std::string repeated_;
  int repeated_meeting_ = 0;
  OptionSet table_ = 0;
  std::string delegations_;
  int meeting_ = 0;
  bool singles_ = false;  ///< The sittings on single issues of this meeting have begun.
  bool sat_ = false;      ///< This meeting has had a sitting.
  bool pending_ = false;  ///< The capitals have not answered yet on what was left to them.
  int agreed_in_ = 0;     ///< First meeting in which an end of the conflict was agreed.
  std::array<std::string, kSides> pressure_;
  std::array<std::optional<Outcome>, kSides> last_offer_;
  std::array<bool, kSides> insulted_{};
  std::array<double, kSides> slight_{};
  std::array<bool, kSides> trust_moved_{};
  std::array<double, kSides> trust_from_{};
  std::array<double, kSides> trust_to_{};
};

}  // namespace

std::string RenderTranscript(const CompiledScenario& scenario, std::uint64_t seed,
                             std::uint64_t run, int width) {
  Runner runner(scenario, seed);
  EventLog log;
  const BlockerFinding* blockers = nullptr;
  const RunRecord& record = runner.Run(run, &log, &blockers);
  return TranscriptWriter(scenario, log.events(), width).Write(runner, record, seed, *blockers);
}

}  // namespace dragoman
