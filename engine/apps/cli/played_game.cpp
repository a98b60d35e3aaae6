#include "engine/apps/cli/played_game.h"

#include <iostream>
#include <optional>

#include <unistd.h>

#include "engine/apps/cli/play_input.h"
#include "engine/apps/cli/play_request.h"
#include "engine/apps/cli/scenario_argument.h"
#include "engine/core/text.h"
#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/report/run_settings.h"
#include "engine/report/seat_text.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

using Verb = PlayLine::Verb;

/// An offer is saved as it is read: what it changes.
SeatMove NamingChanges(const SeatMove& move, const Outcome& standing) {
  SeatMove shorter = move;
  if (move.kind != SeatMove::Kind::kOffer) return shorter;
  for (std::size_t i = 0; i < standing.options.size(); ++i) {
    const bool same = move.offer.options[i] == standing.options[i];
    if (same) shorter.named &= ~(std::uint32_t{1} << i);
  }
  return shorter;
}

class PlayedGame {
 public:
  PlayedGame(const Arguments& arguments, Console* console)
      : arguments_(arguments), console_(*console) {}

  int Run() {
    file_ = LoadScenarioArgument(arguments_.positional()[0], arguments_);
    PlayRequest asked = ReadPlayRequest(scenario(), arguments_);
    request_ = std::move(asked.game);
    save_ = std::move(asked.save);
    resumed_ = asked.resumed;
    runner_.emplace(scenario(), request_.seed);
    game_.emplace(&*runner_, request_.seat);
    SerialExecutor executor;
    view_ = MakeSpaceView(scenario(), &executor, {.count_zones = false});
    text_.emplace(scenario(), view_, request_.seat, console_.style);
    Play();
    if (position_.fault) RefuseMoves();
    Open();
    while (position_.decision && !over_) {
      Ask();
    }
    if (!position_.decision) Close();
    return kExitDone;
  }

 private:
  const CompiledScenario& scenario() const { return *file_.scenario; }

  [[noreturn]] void RefuseMoves() const {
    Diagnostic fault = SeatFaultProblem(scenario(), request_, *position_.fault);
    throw InputError(FormatProblems({{arguments_.Text("moves"), 0, 0, std::move(fault.path),
                                      std::move(fault.message), std::move(fault.expected)}}));
  }

  // ---- The game

  void Play(const SeatMove* probe = nullptr) {
    position_ = game_->Play(request_.run, request_.moves, probe);
  }

  void Open() {
    if (!arguments_.Has("no-intro") && !resumed_) {
      console_.out << text_->Intro() << "\nPress Enter to begin.\n";
      if (!ReadLine()) over_ = true;
      console_.out << "\n";
    }
    if (over_) return Leave();
    console_.out << text_->Brief(position_) << "\n";
    ShowNews();
    if (position_.decision) ShowQuestion();
  }

  void ShowNews() {
    console_.out << text_->News(position_, told_);
    told_ = position_.shown;
  }

  bool SameSitting(const SeatDecision& a, const SeatDecision& b) const {
    return a.meeting == b.meeting && a.issue == b.issue && (a.tick > 0) == (b.tick > 0);
  }

  void ShowQuestion() {
    const SeatDecision& decision = *position_.decision;
    const bool fresh = !asked_ || !SameSitting(*asked_, decision);
    console_.out << "\n" << text_->Question(decision);
    if (decision.names_options()) {
      if (fresh) draft_ = SeatMove::Offer(decision.standing);
      KeepOpen();
      if (fresh) console_.out << text_->Options(decision);
      if (Changed()) ShowDraft();
    }
    asked_ = decision;
  }

  // What was open when a draft was made may no longer be.
  void KeepOpen() {
    const SeatDecision& decision = *position_.decision;
    SeatMove kept = SeatMove::Offer(decision.standing);
    for (std::size_t i = 0; i < draft_.offer.options.size(); ++i) {
      const OptionIndex option = draft_.offer.options[i];
      if (Contains(decision.open[i], option)) kept.offer.options[i] = option;
    }
    draft_ = kept;
  }

  bool Changed() const { return draft_.offer != position_.decision->standing; }

  void ShowDraft() {
    Play(&draft_);
    console_.out << text_->Draft(*position_.decision, draft_, position_.decision->probe);
  }

  bool ReadLine() {
    console_.out << "> " << std::flush;
    if (!std::getline(std::cin, line_)) {
      console_.out << "\n";
      return false;
    }
    // Where nobody types, the page still shows what was said.
    if (isatty(STDIN_FILENO) != 1) console_.out << line_ << "\n";
    return true;
  }

  void Say(const std::string& text) { console_.out << Wrap(text, "  ", console_.style.width); }

  void Ask() {
    if (!ReadLine()) return Leave();
    const PlayLine line = ReadPlayLine(line_);
    if (!line.problem.empty()) return Say(line.problem);
    switch (line.verb) {
      case Verb::kNothing:
        return;
      case Verb::kHelp:
        console_.out << SeatText::Help();
        return;
      case Verb::kQuit:
        return Leave();
      case Verb::kBrief:
        console_.out << text_->Brief(position_);
        return;
      case Verb::kUndo:
        return Undo(line.count);
      case Verb::kSuggest:
        return Suggest();
      case Verb::kAuto:
        return FollowModel(/*to_the_end=*/!line.words.empty());
      default:
        return Decide(line);
    }
  }

  void Decide(const PlayLine& line) {
    using Kind = SeatDecision::Kind;
    switch (position_.decision->kind) {
      case Kind::kPropose:
      case Kind::kMediate:
        return BuildOffer(line);
      case Kind::kReply:
        if (line.verb == Verb::kAccept) return Make(SeatMove::Reply(true));
        if (line.verb == Verb::kRefuse) return Make(SeatMove::Reply(false));
        return Say("accept or refuse? `help` says what else there is");
      case Kind::kStay:
        if (line.verb == Verb::kStay) return Make(SeatMove::Stay(true));
        if (line.verb == Verb::kLeave) return Make(SeatMove::Stay(false));
        return Say("stay or leave? `help` says what else there is");
    }
  }

  void BuildOffer(const PlayLine& line) {
    const SeatDecision& decision = *position_.decision;
    switch (line.verb) {
      case Verb::kPass:
        return Make(SeatMove::Pass());
      case Verb::kClear:
        draft_ = SeatMove::Offer(decision.standing);
        return ShowDraft();
      case Verb::kOptions:
        console_.out << text_->Options(decision);
        return;
      case Verb::kTable:
      case Verb::kChoose:
        break;
      default:
        return Say("build an offer and `table` it, or `pass`; `help` says what else there is");
    }
    const std::string problem = ChooseTerms(scenario(), decision, line.words, &draft_);
    if (!problem.empty()) return Say(problem);
    if (line.verb == Verb::kChoose) return ShowDraft();
    if (!Changed()) return Say("the draft changes nothing yet; choose something, or `pass`");
    Make(draft_);
  }

  void Make(const SeatMove& move) {
    if (request_.moves.size() == kMostSeatMoves) {
      Say("a game has at most " + std::to_string(kMostSeatMoves) + " moves; `undo` or `quit`");
      return;
    }
    request_.moves.push_back(NamingChanges(move, position_.decision->standing));
    Play();
    DRAGOMAN_ASSERT(!position_.fault);
    Save();
    if (quiet_) return;
    ShowNews();
    if (position_.decision) ShowQuestion();
  }

  void Suggest() {
    const SeatDecision& decision = *position_.decision;
    console_.out << text_->Suggestion(decision);
    if (decision.suggestion.kind != SeatMove::Kind::kOffer) return;
    draft_ = SeatMove::Offer(OfferOf(decision.suggestion, decision.standing));
    ShowDraft();
  }

  void FollowModel(bool to_the_end) {
    const SeatDecision begun = *position_.decision;
    quiet_ = true;
    while (position_.decision && request_.moves.size() < kMostSeatMoves &&
           (to_the_end || SameSitting(begun, *position_.decision))) {
      Make(position_.decision->suggestion);
    }
    quiet_ = false;
    ShowNews();
    if (position_.decision) ShowQuestion();
  }

  void Undo(std::size_t count) {
    if (request_.moves.empty()) return Say("there is nothing to take back");
    const std::size_t left = request_.moves.size() - std::min(count, request_.moves.size());
    Say("Taken back: " + std::to_string(request_.moves.size() - left) +
        (request_.moves.size() - left == 1 ? " move." : " moves."));
    request_.moves.resize(left);
    Play();
    Save();
    told_ = position_.shown;
    asked_.reset();
    ShowQuestion();
  }

  // ---- The end

  void Save() const {
    if (save_.empty()) return;
    const auto error = WriteFile(save_, JsonText(SeatRequestJson(scenario(), request_), -1) + "\n");
    if (error) throw RunError("cannot write " + save_ + ": " + *error);
  }

  RunSettings Settings() const {
    RunSettings settings;
    settings.scenario = arguments_.positional()[0];
    settings.settings = arguments_.Texts("set");
    const ScenarioChoices choices = ChoicesOf(arguments_);
    settings.tier = choices.tier;
    settings.without = choices.without;
    settings.without_reported_outcomes = choices.without_reported_outcomes;
    return settings;
  }

  void Leave() {
    over_ = true;
    Save();
    const std::string moves = save_.empty() ? "FILE" : save_;
    if (save_.empty()) {
      console_.out << "Your moves; put this line into a file to go on later:\n  "
                   << JsonText(SeatRequestJson(scenario(), request_), -1) << "\n";
    } else {
      console_.out << "Your moves are saved in " << save_ << ".\n";
    }
    console_.out << "To go on: " << PlayingCommand(Settings(), moves) << "\n";
  }

  void Close() {
    console_.out << "\n" << text_->Result(position_, runner_->Run(request_.run));
    if (!save_.empty()) console_.out << "Your moves are saved in " << save_ << ".\n";
  }

  const Arguments& arguments_;
  Console& console_;
  ScenarioFile file_;
  SeatRequest request_;
  std::string save_;      ///< Empty: moves are not saved.
  bool resumed_ = false;  ///< From a file of moves.
  std::optional<Runner> runner_;
  std::optional<SeatGame> game_;
  SpaceView view_;
  std::optional<SeatText> text_;
  SeatPosition position_;
  SeatMove draft_;
  std::optional<SeatDecision> asked_;  ///< The question shown last.
  std::size_t told_ = 0;               ///< Events told so far.
  std::string line_;
  bool over_ = false;
  bool quiet_ = false;  ///< The model is acting: news come when it has done.
};

}  // namespace

int PlayGame(const Arguments& arguments, Console* console) {
  return PlayedGame(arguments, console).Run();
}

}  // namespace dragoman
