/**
 * The words of the documented ECS messages (API: error codes of the actions for image pipelines, components, executions,
 * images and tags; the words of the codes themselves), and of their subjects: parameters, enumerated values, limits, the
 * commands of a content. A message keeps them even if a user's text contains them.
 */
export const VOCABULARY: ReadonlySet<string> = new Set(
  `
  id ip os oss no of to in is by on or at as an be
  the and for not are was were has have had can cannot could may must shall should will would with without within from
  into onto this that these those their there then than when where which while who whose what why how any all both each
  either neither every few more most less least other another such same some none only also too very just already still
  yet again once before after during until since because due you your its our one two three first last next new old out
  off over under above below between about against along among per via use used user users using but nor does did done
  been being it's don't doesn't isn't let set get got put see please try retry later now here whether whole part parts

  abnormal access account accounts action actions add address alibaba alias aliyun allow allowed alphabetic amount
  apply area arg argument arguments attach attached attribute auth authorization authorize authorized available bad base
  basic been begin beginning begins belong belongs bind blank body bucket build builder building busy call called calls
  cancel cancelled canceled cancelling case category cause change changed character characters charge check chinese class
  client cloud code codes column command commands common complete completed component components condition conflict
  conflicts connect connection console contact contain contained contains content contents copied copy correct correctly
  could count create created creating creation current currently custom data date day default define defined delete
  deleted deleting denied depend depends deprecated describe description destination detail details detected device
  devices different digit digits directory disable disabled disk disks distribute distributed distributing distribution
  document does dot dots duplicate duplicated duplication ecs empty enable enabled encoding encrypted end ended ends enough
  ensure entered entry error errors exceed exceeded exceeds except execute executed execution executions exist existed
  existing exists expected expire expired exporting external fail failed failing fails failure family false fault
  feature features field file files find finish finished follow following forbidden form format found full function
  general given greater group header home host hour hours http https hyphen hyphens idempotent identical ids ignored image
  images import imported importing inactive include included includes incorrect index info information inner input instance
  instances instruction instructions insufficient internal internet invalid invoke item items key keys know known label
  language large larger latest leading length letter letters level license like limit limited line linked list load local
  location lock locked log long longer low lower lowercase made maintenance malformed many map mapping mappings match
  matched matches matching max maximum mean message meta method min minimum minute minutes mismatch missing mode modified
  modify multiple name named names need needs network node nonce normal note nothing null number numbers numeric object
  objects occupied occurred open operate operation operations option options order original oss output own owner
  ownership package page pair parameter parameters parse parsed pass passed path pending perform permission
  permissions permit permitted pipeline pipelines place platform please point policy position prefix prefixes present
  private problem process processed processing product property provide provided public quantity query quota quotas
  ram range reach reached read reason receive received record records region regions reject rejected release released
  releasing remove removed repair repeated repeat report request requested requests require required requires resource
  resources response restart result retention return returned right rights role root rule rules run running same save
  schedule script second seconds section security select self semantic send sent separate separated server service
  services shared sharing short shorter sign signature signed single size sizes slash small smaller snapshot snapshots
  source space spaces specific specified specify standard start started starting starts state states status stdout stop
  stopped storage store string strings subnet succeed succeeded success successful suffix suffixes supplied support
  supported supports switch syntax system systems table tag tags target task tasks template templates temporary test
  tests text throttled throttling time timed timeout timestamp times too total traffic true type types unable
  unavailable underscore underscores unexpected unexpired unhandled unique unit unknown unsupported update updated upload
  upper uppercase url usage utc valid validate validation value values version versions vpc vswitch wait waiting want
  warning whitespace windows word write written wrong yaml year zone

  arm64 architecture bios bandwidth boot byol customized dedicated drop enum intermediate imds legal linux lifecycle major
  minor nvme occurs patch partition permitted portion preparing qcow2 raw repairing resolve retain suse sts
  testing trailing uefi vhd virtual x86 x86_64 centos debian ubuntu redhat fedora freebsd

  ack adjust although anything arn assume assumed attempt attempts authenticate authentication awaiting beyond browser
  bytes caller certificate clock communication communicate compatible configuration configure configured confirm
  considered contained continue control corresponding create credential credentials daily determined developer
  directly either eligible enabling entity equal equals evaluate exactly exclusive exit expression flow frequency frequent
  frequently gateway hash help identifier identifiers identity illegal image's inconsistent individual initialize integer
  interface ipv4 ipv6 job json kind lack latency link mandatory match member mention middle moment month necessary never
  nonexistent nonstandard obtain occupy omitted ongoing otherwise overlap payload perhaps physical possible possibly
  previous privilege proper provider proxy rate recently recommended recover refer reference referenced refers refused
  related remaining renew replace requirement reserved respective restricted retried retrying satisfied satisfy scope
  secure sequence serial session several shall signing similar site soon state's submit submitted subscription
  sufficient suspended switched temporarily terminated unauthorized unfinished unless unmatched unrecognized unsuccessful
  upgrade useful verify view violate violated wildcard workload xml

  100 127 128 256 500 1000 1023 1024 16384 200 204 301 302 400 401 403 404 405 409 413 414 415 429 500 502 503 504

  component copy env entrypoint cmd label run restart user workdir arg expose volume shell healthcheck stopsignal onbuild
  maintainer runshellcommand runpowershellcommand invokecommand ossdownload ossupload webdownload reboot dockerfile
  `
    .trim()
    .split(/\s+/),
);
