#include "engine/report/shown_run.h"

#include <algorithm>

#include "engine/report/event_text.h"
#include "engine/report/transcript.h"

namespace dragoman {
namespace {

using ShownKind = TalkEventKind;

/// Sorts the events of a run into meetings.
class ShownRunMaker {
 public:
  ShownRunMaker(const CompiledScenario& scenario, ShownRun* shown)
      : scenario_(scenario), words_(scenario), shown_(shown) {}

  void Add(const TalkEvent& event) {
    switch (event.kind) {
      case ShownKind::kMeeting:
        for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
          Cell(event, i).on_table = ((event.options >> i) & 1U) != 0;
        }
        break;
      case ShownKind::kSitting:
        sitting_ = event.issue;
        break;
      case ShownKind::kOffer:
        AddOffer(event);
        break;
      case ShownKind::kPending:
        Cell(event, At(event.issue)).left_to_capitals = true;
        break;
      case ShownKind::kSigned:
        Cell(event, At(event.issue)).signed_option = EventText::FirstOption(event.options);
        break;
      default:
        AddNote(event);
        break;
    }
  }

 private:
  TimelineMeeting& Meeting(const TalkEvent& event) {
    const std::size_t number = std::max<std::size_t>(event.meeting, 1);
    while (shown_->meetings.size() < number) {
      shown_->meetings.emplace_back().cells.resize(scenario_.space.num_issues());
    }
    return shown_->meetings[number - 1];
  }
  TimelineCell& Cell(const TalkEvent& event, std::size_t issue) {
    return Meeting(event).cells[issue];
  }

  void AddOffer(const TalkEvent& event) {
    const auto side = static_cast<std::size_t>(event.side);
    shown_->ticks = std::max<int>(shown_->ticks, event.tick);
    if (sitting_ == kNoIssue) {
      shown_->packages.push_back(
          {event.meeting, event.tick, event.side, event.offer, event.a, event.b, event.e});
    }
    for (std::size_t i = 0; i < scenario_.space.num_issues(); ++i) {
      const IssueIndex issue{static_cast<int>(i)};
      TimelineCell& cell = Cell(event, i);
      if (sitting_ == kNoIssue ? !cell.on_table : issue != sitting_) continue;
      cell.tabled[side] = event.offer[issue];
      cell.moved[side] = *cell.tabled[side] != Before(event.meeting, side, i, cell);
    }
  }

  /// What the side tabled last before this meeting; in its first one, what it tabled first.
  OptionIndex Before(int meeting, std::size_t side, std::size_t issue, const TimelineCell& now) {
    Position& position = positions_[side][issue];
    if (position.meeting != meeting) {
      position.before = position.meeting == 0 ? *now.tabled[side] : position.last;
      position.meeting = meeting;
    }
    position.last = *now.tabled[side];
    return position.before;
  }

  void Note(const TalkEvent& event, std::string text) {
    std::vector<std::string>& notes = Meeting(event).notes;
    if (std::find(notes.begin(), notes.end(), text) == notes.end()) {
      notes.push_back(std::move(text));
    }
  }

  void AddNote(const TalkEvent& event) {
    switch (event.kind) {
      case ShownKind::kInsult:
        return Note(event, words_.Side(event.side) + " insults the other side");
      case ShownKind::kCapitals:
        return Note(event, event.refusal == Refusal::kNone
                               ? "the capitals approve what was left to them"
                               : words_.Owner(event.side) + " capital says no");
      case ShownKind::kTexts:
        return Note(event, "written terms are exchanged");
      case ShownKind::kMediation:
        return Note(event, "the mediator tables packages of its own");
      case ShownKind::kWalkOut:
        return Note(event, words_.Side(event.side) + " walks out");
      case ShownKind::kLapse:
        return Note(event, event.a > 0 ? "no further meeting is agreed; contact resumes"
                                       : "no further meeting is agreed");
      case ShownKind::kDeadline:
        return Note(event, event.a > 0 ? "a deadline ends the process"
                                       : "a deadline passes without consequence");
      case ShownKind::kThreatExecuted:
        return Note(event, words_.Side(event.side) + " carries out its threat");
      case ShownKind::kRatified:
        return Note(event, event.refusal == Refusal::kNone
                               ? words_.Side(event.side) + " ratifies"
                               : words_.Side(event.side) + " votes it down at home");
      default:
        return;
    }
  }

  const CompiledScenario& scenario_;
  const EventText words_;
  ShownRun* shown_;
  IssueIndex sitting_ = kNoIssue;
  struct Position {
    int meeting = 0;  ///< In which it was tabled last; 0: never.
    OptionIndex before = 0;
    OptionIndex last = 0;
  };
  std::array<std::array<Position, kMaxIssues>, kSides> positions_{};
};

}  // namespace

std::size_t LikeliestHeadline(const BatchSummary& summary) {
  std::size_t likeliest = 0;
  const auto& headline = summary.at_horizon.headline;
  for (std::size_t h = 1; h < headline.size(); ++h) {
    if (headline[h].p > headline[likeliest].p) likeliest = h;
  }
  return likeliest;
}

std::uint64_t TypicalRun(const CompiledScenario& scenario, const BatchSummary& summary) {
  const std::size_t likeliest = LikeliestHeadline(summary);
  Runner runner(scenario, summary.seed);
  std::uint64_t run = 0;
  while (run + 1 < summary.runs && runner.Run(run).end.headline != likeliest) ++run;
  return run;
}

ShownRun MakeShownRun(const CompiledScenario& scenario, std::uint64_t seed, std::uint64_t run) {
  Runner runner(scenario, seed);
  EventLog log;
  ShownRun shown;
  shown.run = run;
  shown.record = runner.Run(run, &log);
  ShownRunMaker maker(scenario, &shown);
  for (const TalkEvent& event : log.events()) maker.Add(event);
  return shown;
}

}  // namespace dragoman
