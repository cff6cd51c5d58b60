/**
 * Exact English of office terms, noun for noun, for the gloss below a Chinese quote. A term without an exact English is
 * not here: the vocabulary's English words find letters and mostly say less, or more, than the term does.
 */
const PAIRS = `
留守儿童: left-behind children
未成年人保护: protection of minors
儿童早期发展: early childhood development
生育保险: maternity insurance
育儿补贴: parenting allowance
物业管理: property management
业主委员会: owners' committee
居民委员会: residents' committee
社区公共空间: community public space
社区花园: community garden
社会工作: social work
公共收益: common revenue
农村人居环境: rural living environment
农村改厕: rural toilet improvement
农村生活污水: rural sewage
农村基础设施: rural infrastructure
闲置农房: idle rural houses
农村集体经济: rural collective economy
脱贫攻坚: poverty alleviation
农村物流: rural logistics
村卫生室: village clinic
乡村学校: rural school
传统村落: traditional village
农村电网: rural power grid
生态补偿: ecological compensation
数字乡村: digital village
文物保护: protection of cultural relics
非物质文化遗产: intangible cultural heritage
乡村旅游: rural tourism
体育设施: sports facilities
全民健身: fitness for all
体育赛事: sports event
体育产业: sports industry
城市形象: city image
跨省通办: cross-provincial service
数字鸿沟: digital divide
数据共享: data sharing
婚姻登记: marriage registration
政务公开: open government
智慧社区: smart community
数据安全: data security
电子签章: electronic seal
残疾人证: disability certificate
残疾儿童康复: rehabilitation of disabled children
残疾人康复: rehabilitation of disabled people
残疾人就业: employment of disabled people
信息无障碍: accessible information
随迁子女: migrant children
义务教育: compulsory education
学校建设: school construction
普通高中: senior high school
职业教育: vocational education
产业学院: industry college
课后服务: after-school care
特殊教育: special education
校园安全: campus safety
科学教育: science education
人工智能教育: AI education
学生心理健康: student mental health
劳动教育: labour education
终身教育: lifelong education
学生资助: student aid
民办教育: private education
寄宿制学校: boarding school
高龄津贴: old age allowance
养老机构: care home
居家养老: home-based elder care
社区食堂: community canteen
适老化改造: age-friendly renovation
长期护理保险: long-term care insurance
一键呼叫: one-key call
喘息服务: respite care
时间银行: time bank
银发经济: silver economy
应急管理: emergency management
应急避难场所: emergency shelter
应急物资: emergency supplies
森林防火: forest fire prevention
黑臭水体: black and odorous water
海绵城市: sponge city
大气污染防治: air pollution control
餐饮油烟: cooking fumes
机动车尾气: vehicle exhaust
生活垃圾分类: household waste sorting
建筑垃圾: construction waste
危险废物: hazardous waste
口袋公园: pocket park
公共厕所: public toilet
土壤污染: soil pollution
环境执法: environmental enforcement
工业污染: industrial pollution
秸秆焚烧: straw burning
违法建筑: illegal building
雨水花园: rain garden
宠物友好: pet-friendly
垃圾处理费: waste fee
环境监测: environmental monitoring
新污染物: emerging pollutants
交通噪声: traffic noise
绿色生活: green living
统一战线: united front
土地流转: land transfer
粮食生产: grain production
农业补贴: farm subsidy
农业科技: agricultural technology
农产品品牌: farm produce brand
农业保险: agricultural insurance
现代农业: modern agriculture
授信额度: credit line
普惠金融: inclusive finance
信用贷款: unsecured loan
贷款利率: loan interest rate
融资担保: financing guarantee
风险补偿: risk compensation
创业担保贷款: startup guaranteed loan
创业投资: venture capital
政府引导基金: government guidance fund
科技成果转化基金: technology transfer fund
科技金融: technology finance
绿色金融: green finance
供应链金融: supply chain finance
知识产权质押融资: intellectual property pledge financing
创新积分制: innovation points system
个人所得税: personal income tax
专项资金: special fund
政府采购: government procurement
非法集资: illegal fundraising
银行网点: bank branch
地方债务: local government debt
国有资产: state-owned assets
融资租赁: financial leasing
食品安全: food safety
过期食品: expired food
校园食品安全: campus food safety
明厨亮灶: open kitchen
食物中毒: food poisoning
药品安全: drug safety
粮食安全: grain security
社区卫生服务中心: community health centre
家庭医生: family doctor
分级诊疗: tiered care
传染病防控: infectious disease control
心理健康: mental health
慢性病管理: chronic disease management
夜间门诊: evening clinic
互联网医院: internet hospital
医疗纠纷: medical dispute
医疗费用: medical cost
器官捐献: organ donation
体重管理: weight management
新生儿筛查: newborn screening
公共卫生: public health
人才公寓: talent apartment
公共租赁住房: public rental housing
保障性租赁住房: affordable rental housing
保障性住房: affordable housing
住房租赁市场: rental housing market
住房公积金: housing provident fund
房地产市场: housing market
不动产登记: real estate registration
标准厂房: standard factory building
招商引资: investment promotion
数字化转型: digital transformation
设备更新: equipment renewal
营商环境: business environment
现代服务业: modern services
数字经济: digital economy
楼宇经济: building economy
产业用地: industrial land
信用修复: credit repair
行业协会: industry association
绿色工厂: green factory
监管沙盒: regulatory sandbox
县域经济: county economy
知识产权: intellectual property
专利资助: patent subsidy
商业秘密: trade secret
地理标志: geographical indication
品牌建设: brand building
职业技能培训: vocational skills training
劳动争议: labour dispute
最低工资: minimum wage
高温津贴: high temperature allowance
户外劳动者: outdoor workers
人事档案: personnel file
带薪休假: paid leave
职业指导: career guidance
劳动模范: model worker
年龄歧视: age discrimination
法律援助: legal aid
行政复议: administrative review
社区矫正: community correction
未成年人犯罪: juvenile crime
民间借贷: private lending
消费者权益保护: consumer protection
公平竞争: fair competition
特种设备: special equipment
医疗美容: medical cosmetology
售后服务: after-sales service
老旧小区改造: old estate renewal
燃气管道: gas pipe
城市更新: urban renewal
国土空间规划: territorial spatial planning
地下空间开发: underground space development
工程质量: construction quality
装配式建筑: prefabricated building
消防安全: fire safety
电动自行车充电: e-bike charging
燃气安全: gas safety
安全生产: work safety
社会治安: public order
视频监控: video surveillance
高空抛物: throwing objects from height
流动人口: floating population
网络犯罪: cyber crime
实验室安全: laboratory safety
养老保险: pension insurance
医疗保险: medical insurance
大病保险: serious illness insurance
失业保险: unemployment insurance
工伤保险: work injury insurance
最低生活保障: minimum living allowance
社会救助: social assistance
临时救助: temporary relief
社会保障卡: social security card
企业年金: enterprise annuity
科技成果转化: technology transfer
概念验证: proof of concept
技术经理人: technology manager
技术市场: technology market
科技园区: science park
高新技术企业: high-tech enterprise
研发投入: investment in research and development
研发服务: R&D services
重点实验室: key laboratory
产学研合作: industry-university cooperation
科技项目: science and technology project
人工智能: artificial intelligence
集成电路: integrated circuit
未来产业: future industries
飞地园区: enclave park
应用场景: application scenario
科研诚信: research integrity
智能终端: smart devices
绿色技术: green technology
跨境电商: cross-border e-commerce
外商投资: foreign investment
出口信用保险: export credit insurance
自由贸易试验区: free trade zone
夜间经济: night economy
电子商务: e-commerce
便民商业: convenience retail
批发市场: wholesale market
离境退税: departure tax refund
入境旅游: inbound tourism
服务贸易: service trade
停车收费: parking fee
违法停车: illegal parking
智慧停车: smart parking
医院停车: hospital parking
新能源汽车: new energy vehicle
地铁出入口: metro entrance
市域铁路: suburban railway
道路养护: road maintenance
道路建设: road construction
人行横道: pedestrian crossing
共享单车: shared bike
交通安全: traffic safety
交通标志: road sign
自动驾驶: autonomous driving
农村公路: rural road
公交专用道: bus lane
潮汐车道: tidal lane
公交票价: bus fare
汽车租赁: car rental
站前广场: station square
地下综合管廊: underground utility tunnel
充电设施: charging facilities
贷款贴息: loan interest subsidy
租房补贴: rent subsidy
老年助餐点: community canteen for the elderly
普惠托育: affordable childcare
普惠托位: affordable nursery place
`;

/** Folded term to its English. */
export const exactTerms: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split('\n')
    .map((line) => line.split(': ') as [string, string]),
);
